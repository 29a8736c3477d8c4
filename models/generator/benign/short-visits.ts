/** Connections that come and go: one call to a web service, mail, names over TCP, greetings that fail, ports that are shut. */
import { Dialogue } from '../dialogue';
import { answer, post } from '../layers/http-text';
import type { ModelMaker } from '../model';
import { Talk } from '../talk';

/** One to four requests to a web service, then the connection ends at once or after an idle time-out. */
export const makeShortCall: ModelMaker = (random) => {
  const calls = random.integer(1, 4);
  const lingerMs = random.pick([0, 0, 1000, 5000, 15_000, 30_000, 60_000, 75_000, 120_000]);
  const upBytes = random.logBetween(60, 1500);
  const downBytes = random.logBetween(40, 20_000);
  const isPost = random.chance(0.4);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const call = (left: number): void => {
      const text = draw.text(Math.max(1, Math.round(draw.logNormal(upBytes, 0.3))));
      const request = isPost
        ? post('/v1/report', context.host, '', `{"data":"${text}"}`)
        : `GET /${text} HTTP/1.1\r\nHost: ${context.host}\r\nAccept: */*\r\n\r\n`;
      talk.ask(
        request,
        answer('z'.repeat(Math.max(1, Math.round(draw.logNormal(downBytes, 0.5))))),
        draw.logNormal(25, 1),
        () => {
          if (left > 1) agenda.after(draw.logNormal(200, 1.5), () => call(left - 1));
          else
            agenda.after(lingerMs + draw.between(0.1, 5), () =>
              talk.stop(draw.chance(0.6) ? 'client-fin' : 'server-fin'),
            );
        },
      );
    };
    call(calls);
    return talk.play();
  };
};

/** SMTP (RFC 5321): greeting, envelope, a message, goodbye. */
export const makeSmtp: ModelMaker = (random) => {
  const bytes = random.logBetween(800, 300_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const say = (lines: readonly (readonly [string | number, string])[]): void => {
      const [first, ...rest] = lines;
      talk.ask(first[0], first[1], draw.logNormal(20, 1), () => {
        if (rest.length > 0) say(rest);
        else agenda.after(0.2, () => talk.stop('server-fin'));
      });
    };
    agenda.after(context.roundTripMs + draw.logNormal(50, 1), () => {
      talk.receive('220 mail.example.org ESMTP ready\r\n');
      say([
        [
          'EHLO client.example.net\r\n',
          '250-mail.example.org\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250 PIPELINING\r\n',
        ],
        ['MAIL FROM:<a@example.net>\r\n', '250 2.1.0 Ok\r\n'],
        ['RCPT TO:<b@example.org>\r\n', '250 2.1.5 Ok\r\n'],
        ['DATA\r\n', '354 End data with <CR><LF>.<CR><LF>\r\n'],
        [draw.logNormal(bytes, 0.8), '250 2.0.0 Ok: queued as 4F1A2\r\n'],
        ['QUIT\r\n', '221 2.0.0 Bye\r\n'],
      ]);
    });
    return talk.play();
  };
};

/**
 * DNS over TCP or TLS (RFC 7766, 7858): pairs of small messages, alone or in bursts, then silence until one side hangs up;
 * resolvers do so after 2 to 30 seconds without a question, some keep the line for two minutes.
 */
export const makeDnsOverTcp: ModelMaker = (random) => {
  const burstMs = random.logBetween(1000, 30_000);
  const isKept = random.chance(0.7);
  const idleMs = random.pick([2, 5, 10, 10, 20, 30, 30, 120]) * 1000;
  const isByServer = random.chance(0.7);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let lastMs = 0;
    const hangUp = (): void => {
      const dueMs = lastMs + idleMs;
      if (agenda.now >= dueMs) talk.stop(isByServer ? 'server-fin' : 'client-fin');
      else agenda.at(dueMs, hangUp);
    };
    const burst = (left: number): void => {
      lastMs = agenda.now;
      talk.ask(draw.integer(30, 130), draw.integer(60, 500), draw.logNormal(10, 1.2));
      if (left > 1) agenda.after(draw.exponential(60), () => burst(left - 1));
    };
    agenda.after(idleMs, hangUp);
    burst(draw.integer(1, 4));
    if (!isKept) agenda.after(draw.between(200, 20_000), () => talk.stop('client-fin'));
    else
      agenda.every(
        () => draw.exponential(burstMs),
        () => burst(draw.integer(1, 10)),
      );
    return talk.play();
  };
};

/** A printer or another device that is asked for its state (IPP, SNMP over TCP, HTTP pages) and now and then gets a job. */
export const makePrinter: ModelMaker = (random) => {
  const pollMs = random.logBetween(2000, 120_000);
  const jobMs = random.logBetween(120_000, 7_200_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const status = (): void => talk.ask(draw.integer(350, 620), draw.integer(700, 3600), draw.logNormal(30, 0.7));
    status();
    agenda.every(() => draw.about(pollMs, 0.02), status);
    agenda.every(
      () => draw.exponential(jobMs),
      () => talk.ask(draw.logNormal(150_000, 0.9), draw.integer(200, 500), 300),
    );
    return talk.play();
  };
};

/** A connection that comes to nothing: no answer, a refusal, a scan, a handshake that fails, silence after it. */
export const makeFailure: ModelMaker = (random) => {
  const how = random.pickWeighted([
    ['unanswered', 25],
    ['refused', 25],
    ['scanned', 20],
    ['silent', 15],
    ['garbled', 15],
  ] as const);
  return (context) => {
    const talk = new Talk();
    const draw = context.random;
    if (how === 'unanswered' || how === 'refused' || how === 'scanned') {
      talk.opening = how;
      return talk;
    }
    talk.ending = draw.pick(['client-fin', 'server-fin', 'client-reset'] as const);
    talk.endMs = draw.logBetween(1, 60_000);
    if (how === 'garbled') {
      talk.up(1, draw.integer(1, 500));
      if (draw.chance(0.6)) talk.down(context.roundTripMs + 3, draw.integer(2, 300));
      talk.endMs = Math.max(talk.endMs, context.roundTripMs + 5);
    }
    return talk;
  };
};
