/** One side talks for long: server-sent events, gRPC streams, topics, log shippers, syslog, backups; and HTTP/2 with its pings. */
import { Dialogue } from '../dialogue';
import { browserHeaders } from '../layers/http-text';
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { sizesAround, type Size } from './habits';

/**
 * Server-sent events (WHATWG HTML, "Server-sent events"): one request, then events of one kind or several, by the clock as
 * dashboards and prices have them or as things happen, and comments that keep the line open, all unanswered. In chunks of
 * HTTP/1.1, or in frames of HTTP/2, where the client makes room for more now and then.
 */
export const makeServerSentEvents: ModelMaker = (random) => {
  const isFramed = random.chance(0.35);
  const isPage = random.chance(0.6);
  const aliveMs = random.chance(0.7) ? random.pick([3, 5, 10, 15, 15, 20, 30, 45, 60]) * 1000 : null;
  const isAliveWhenIdle = random.chance(0.3);
  const comment = random.pick([
    ':\n\n',
    ': ping\n\n',
    'event: ping\ndata: {}\n\n',
    `: keep-alive ${random.text(13, '0123456789')}\n\n`,
  ]);
  const streams = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => {
    const isByClock = random.chance(0.5);
    const everyMs = random.logBetween(isByClock ? 300 : 500, isByClock ? 120_000 : 1_200_000);
    const wobble = random.pick([0.0005, 0.002, 0.01, 0.1]);
    const name = random.chance(0.4) ? `event: ${random.text(random.integer(3, 14))}\n` : '';
    return {
      waitMs: (draw: Random): number => (isByClock ? draw.about(everyMs, wobble) : draw.exponential(everyMs)),
      size: sizesAround(random.logBetween(20, 4000), random.pick([0, 0, 0.01, 0.1, 0.5])),
      name,
      hasId: random.chance(0.5),
    };
  });
  const told = random.chance(0.4) ? random.logBetween(100, 20_000) : 0;
  const roomBytes = random.pick([16_384, 32_768, 65_536, 1_048_576, 10_485_760]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let lastMs = 0;
    let unread = 0;
    const push = (text: string): void => {
      lastMs = agenda.now;
      if (!isFramed) {
        talk.receive(`${text.length.toString(16)}\r\n${text}\r\n`);
        return;
      }
      talk.receive(text.length + 9);
      unread += text.length;
      if (unread < roomBytes) return;
      unread = 0;
      talk.send(draw.pick([13, 26]));
    };
    const event = (size: Size, name: string, id: string): void =>
      push(`${name}${id}data: {"text":"${draw.text(Math.max(2, Math.round(size(draw))))}"}\n\n`);
    const follow = (): void => {
      if (told > 0) event(sizesAround(told, 0.3), '', '');
      for (const { waitMs, size, name, hasId } of streams)
        agenda.every(
          () => waitMs(draw),
          () => event(size, name, hasId ? `id: ${draw.integer(1, 99_999)}\n` : ''),
        );
      if (aliveMs !== null)
        agenda.every(
          () => draw.about(aliveMs, 0.002),
          () => {
            if (!isAliveWhenIdle || agenda.now - lastMs >= aliveMs * 0.9) push(comment);
          },
        );
    };
    if (isFramed) {
      talk.send(draw.integer(64, 120));
      talk.ask(draw.integer(60, isPage ? 600 : 200), draw.integer(60, 300), draw.logNormal(10, 1), follow);
      talk.down(context.roundTripMs + 1, draw.integer(40, 90));
      talk.up(context.roundTripMs + 2, 9);
    } else {
      const headers = isPage ? browserHeaders(draw) : `User-Agent: ${draw.text(draw.integer(4, 20))}\r\n`;
      talk.ask(
        `GET /events HTTP/1.1\r\nHost: ${context.host}\r\nAccept: text/event-stream\r\n${headers}\r\n`,
        'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n',
        draw.logNormal(10, 1),
        follow,
      );
    }
    return talk.play();
  };
};

/** gRPC and other HTTP/2 connections that stay: pings of 17 bytes, calls now and then, a stream of updates. */
export const makeHttp2Stream: ModelMaker = (random) => {
  const pingMs = random.pick([10, 20, 30, 45, 60, 120, 300]) * 1000;
  const isServerPing = random.chance(0.4);
  const callMs = random.chance(0.7) ? random.logBetween(500, 300_000) : null;
  const updateMs = random.chance(0.5) ? random.logBetween(1000, 600_000) : null;
  const updateBytes = random.logBetween(40, 1500);
  const spread = random.pick([0.02, 0.2, 0.7]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.send(`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${'\0'.repeat(draw.integer(27, 60))}`);
    talk.ask(draw.integer(80, 500), draw.integer(60, 900), 10);
    talk.down(context.roundTripMs + 1, draw.integer(9, 60));
    agenda.every(
      () => draw.about(pingMs, 0.005),
      () => {
        if (isServerPing) {
          talk.receive(17);
          agenda.after(0.5, () => talk.send(17));
        } else {
          talk.ask(17, 17, 0.5);
        }
      },
    );
    if (callMs !== null) {
      agenda.every(
        () => draw.exponential(callMs),
        () => talk.ask(draw.logNormal(180, 0.6), draw.logNormal(300, 1), draw.logNormal(15, 1)),
      );
    }
    if (updateMs !== null) {
      agenda.every(
        () => draw.exponential(updateMs),
        () => {
          talk.receive(draw.logNormal(updateBytes, spread));
          if (draw.chance(0.3)) agenda.after(1, () => talk.send(13));
        },
      );
    }
    return talk.play();
  };
};

/**
 * A topic that many publish to by the clock, each with its own, as the watchers of a Redis or the sensors of a house do: to who
 * reads it, one stream of messages nearly alike, now close together, now apart.
 */
export const makeTopic: ModelMaker = (random) => {
  const meanMs = random.logBetween(500, 120_000);
  const bytes = random.logBetween(20, 1500);
  const spread = random.pick([0, 0, 0.01, 0.05, 0.3]);
  const isAlike = random.chance(0.65);
  const isTogether = random.chance(0.65);
  const publishers = Array.from({ length: Math.round(random.logBetween(1, Math.min(30, meanMs / 150))) }, () => {
    const usualBytes = isAlike ? bytes + random.integer(-8, 8) : random.logBetween(bytes / 4, bytes * 4);
    const everyMs = isTogether ? meanMs * random.between(1, 1.15) : random.logBetween(meanMs, meanMs * 20);
    const around = sizesAround(usualBytes, spread);
    const size: Size = (draw) => Math.max(2, around(draw));
    return { everyMs, size };
  });
  const wobble = random.pick([0.001, 0.01, 0.03]);
  const isRetained = random.chance(0.3);
  const isAcknowledged = random.chance(0.15);
  const pingMs = random.chance(0.5) ? random.logBetween(1000, 120_000) : null;
  const [pingBytes, pongBytes] = [random.integer(2, 40), random.integer(2, 40)];
  // Who reads may publish as well, and is told so, or not.
  const own = random.chance(0.3) ? publishers[0] : null;
  const receiptBytes = random.chance(0.5) ? random.integer(4, 40) : 0;
  const rareMs = random.chance(0.5) ? random.logBetween(10_000, 900_000) : null;
  const topics = random.integer(1, 3);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const publish = (size: Size): void => {
      talk.receive(size(draw));
      if (isAcknowledged) agenda.after(1, () => talk.send(4));
    };
    const follow = (): void => {
      for (const { everyMs, size } of publishers) {
        if (isRetained) publish(size);
        agenda.after(draw.between(0, everyMs), () => {
          publish(size);
          agenda.every(
            () => draw.about(everyMs, wobble),
            () => publish(size),
          );
        });
      }
    };
    const subscribe = (left: number): void =>
      talk.ask(draw.integer(20, 300), draw.integer(5, 200), 5, () => (left > 1 ? subscribe(left - 1) : follow()));
    subscribe(topics);
    if (pingMs !== null)
      agenda.every(
        () => draw.about(pingMs, 0.01),
        () => talk.ask(pingBytes, pongBytes, 1),
      );
    if (own !== null)
      agenda.every(
        () => draw.about(own.everyMs, wobble),
        () => {
          if (receiptBytes > 0) talk.ask(own.size(draw), receiptBytes, 2);
          else talk.send(own.size(draw));
        },
      );
    if (rareMs !== null)
      agenda.every(
        () => draw.exponential(rareMs),
        () => publish(sizesAround(bytes * draw.between(1, 6), 0.1)),
      );
    return talk.play();
  };
};

/** Logs and metrics on their way: lines or batches up, acknowledgements down or nothing at all. */
export const makeLogShipper: ModelMaker = (random) => {
  const isBatched = random.chance(0.5);
  const periodMs = random.logBetween(300, 60_000);
  const bytes = isBatched ? random.logBetween(500, 20_000) : random.logBetween(80, 400);
  const ackBytes = random.chance(0.6) ? random.integer(6, 60) : 0;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.up(0.5, draw.integer(60, 300));
    agenda.every(
      () => (isBatched ? draw.about(periodMs, 0.1) : draw.exponential(periodMs)),
      () => {
        const size = draw.logNormal(bytes, 0.4);
        if (ackBytes > 0) talk.ask(size, ackBytes, 2);
        else
          talk.send(
            isBatched
              ? size
              : `<${draw.integer(10, 190)}>1 2026-01-05T12:00:00Z host app - - - ${draw.text(Math.max(10, Math.round(size)))}\n`,
          );
      },
    );
    return talk.play();
  };
};

/** A folder that is kept in step with a server: long polls, then files up and down. */
export const makeSync: ModelMaker = (random) => {
  const pollMs = random.pick([30, 60, 60, 90, 300]) * 1000;
  const changeMs = random.logBetween(60_000, 3_600_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(300, 1200), draw.integer(200, 1500), 30);
    agenda.every(
      () => draw.about(pollMs, 0.01),
      () => talk.ask(draw.integer(280, 420), draw.integer(120, 240), 8),
    );
    agenda.every(
      () => draw.exponential(changeMs),
      () => {
        for (let files = draw.integer(1, 6); files > 0; files--) {
          const at = agenda.now + draw.exponential(2000);
          if (draw.chance(0.5)) {
            talk.up(at, draw.logNormal(30_000, 1.2));
            talk.down(at + context.roundTripMs + 30, draw.integer(150, 400));
          } else {
            talk.up(at, draw.integer(300, 500));
            talk.down(at + context.roundTripMs + 30, draw.logNormal(30_000, 1.2));
          }
        }
      },
    );
    return talk.play();
  };
};
