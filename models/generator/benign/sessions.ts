/** Programs that sign in and then stay: relays, telephones, trading, file shares, brokers, plant control. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

/** TURN over TCP or TLS (RFC 8656): a relay is asked for twice, then kept; media or nothing goes through it. */
export const makeTurn: ModelMaker = (random) => {
  const plainBytes = random.pick([28, 36, 48, 64]);
  const challengeBytes = random.integer(84, 164);
  const signedBytes = random.integer(124, 232);
  const grantBytes = random.integer(80, 148);
  const refreshMs = random.pick([26, 60, 120, 240, 300, 540]) * 1000;
  const pingMs = random.chance(0.5) ? random.pick([10, 15, 25, 30]) * 1000 : null;
  const staleRate = random.chance(0.4) ? random.between(0.1, 1) : 0;
  const mediaMs = random.chance(0.4) ? random.logBetween(20, 2000) : null;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const signed = (next?: () => void): void => talk.ask(signedBytes, grantBytes, draw.logNormal(3, 0.7), next);
    const permit = (left: number): void => {
      if (left > 0) talk.ask(signedBytes - 20, draw.integer(56, 96), 3, () => permit(left - 1));
    };
    talk.ask(plainBytes, challengeBytes, 3, () => signed(() => permit(draw.integer(0, 3))));
    agenda.every(
      () => draw.about(refreshMs, 0.01),
      () => {
        if (draw.chance(staleRate)) talk.ask(signedBytes - 16, challengeBytes, 3, () => signed());
        else talk.ask(signedBytes - 16, draw.integer(60, 100), 3);
      },
    );
    if (pingMs !== null)
      agenda.every(
        () => draw.about(pingMs, 0.02),
        () => talk.ask(20, draw.integer(32, 64), 2),
      );
    if (mediaMs !== null) {
      const call = (left: number): void => {
        if (draw.chance(0.5)) talk.send(draw.integer(60, 1200));
        else talk.receive(draw.integer(60, 1200));
        if (left > 0) agenda.after(draw.exponential(mediaMs), () => call(left - 1));
      };
      agenda.every(
        () => draw.exponential(120_000),
        () => call(draw.integer(5, 300)),
      );
    }
    return talk.play();
  };
};

/** A telephone over TCP or TLS (RFC 3261, 5626): it registers, is pinged by its server, told of messages, and rarely rings. */
export const makeSipTelephone: ModelMaker = (random) => {
  const askBytes = random.integer(420, 760);
  const credentialBytes = random.integer(180, 330);
  const refusalBytes = random.integer(380, 680);
  const acceptBytes = random.integer(420, 820);
  const registerMs = random.pick([60, 120, 300, 600, 1800, 3600]) * 1000 * random.between(0.5, 0.95);
  const isAskedEachTime = random.chance(0.4);
  const keepAliveMs = random.chance(0.6) ? random.pick([15, 30, 60, 90, 120]) * 1000 : null;
  const optionsMs = random.chance(0.6) ? random.pick([15, 20, 30, 60, 120]) * 1000 : null;
  const optionsBytes = random.integer(330, 620);
  const noticeMs = random.chance(0.5) ? random.logBetween(60_000, 7_200_000) : null;
  const callMs = random.logBetween(120_000, 14_400_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const size = (bytes: number): number => bytes + draw.integer(-3, 3);
    const register = (): void => talk.ask(size(askBytes + credentialBytes), size(acceptBytes), draw.logNormal(15, 0.8));
    const registerAnew = (): void => talk.ask(size(askBytes), size(refusalBytes), draw.logNormal(8, 0.8), register);
    const answer = (bytes: number, delayMs: number): void =>
      agenda.after(draw.logNormal(delayMs, 0.6), () => talk.send(size(bytes)));
    registerAnew();
    agenda.every(() => draw.about(registerMs, 0.02), isAskedEachTime ? registerAnew : register);
    if (keepAliveMs !== null)
      agenda.every(
        () => draw.about(keepAliveMs, 0.1),
        () => talk.ask(4, 2, 1),
      );
    if (optionsMs !== null)
      agenda.every(
        () => draw.about(optionsMs, 0.01),
        () => {
          talk.receive(size(optionsBytes));
          answer(optionsBytes + 40, 8);
        },
      );
    if (noticeMs !== null)
      agenda.every(
        () => draw.exponential(noticeMs),
        () => {
          talk.receive(size(620));
          answer(360, 10);
        },
      );
    agenda.every(
      () => draw.exponential(callMs),
      () => {
        talk.receive(draw.integer(900, 1500));
        answer(350, 10);
        answer(480, 200);
        answer(draw.integer(800, 1300), 6000);
      },
    );
    return talk.play();
  };
};

/** FIX: a session signs on, both sides beat while idle, orders are answered by reports, prices may be pushed. */
export const makeFixSession: ModelMaker = (random) => {
  const beatMs = random.pick([10, 20, 30, 30, 60]) * 1000;
  const headerBytes = random.integer(58, 96);
  const orderMs = random.chance(0.6) ? random.logBetween(2000, 600_000) : null;
  const priceMs = random.chance(0.3) ? random.logBetween(100, 30_000) : null;
  const priceBytes = random.logBetween(120, 900);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const lastMs = { up: 0, down: 0 };
    const size = (body: number): number => headerBytes + Math.max(4, Math.round(body));
    const send = (body: number): void => {
      lastMs.up = agenda.now;
      talk.send(size(body));
    };
    const receive = (body: number): void => {
      lastMs.down = agenda.now;
      talk.receive(size(body));
    };
    talk.ask(size(40), size(40), 10);
    const beat = (lastOf: () => number, speak: () => void): void => {
      agenda.every(
        () => draw.about(beatMs, 0.005),
        () => {
          if (agenda.now - lastOf() >= beatMs * 0.9) speak();
        },
      );
    };
    beat(
      () => lastMs.up,
      () => send(4),
    );
    beat(
      () => lastMs.down,
      () => receive(4),
    );
    if (orderMs !== null)
      agenda.every(
        () => draw.exponential(orderMs),
        () => {
          send(draw.about(120, 0.05));
          for (let left = draw.integer(1, 3); left > 0; left--)
            agenda.after(talk.roundTripMs + draw.logNormal(30, 1.5), () => receive(draw.about(220, 0.08)));
        },
      );
    if (priceMs !== null)
      agenda.every(
        () => draw.exponential(priceMs),
        () => receive(draw.logNormal(priceBytes, 0.2)),
      );
    return talk.play();
  };
};

/** A file share (SMB 2): signing in, bursts of small requests while somebody looks around, told of changes, echoes. */
export const makeFileShare: ModelMaker = (random) => {
  const visitMs = random.logBetween(5000, 900_000);
  const echoMs = random.chance(0.5) ? random.pick([30, 60, 120, 300]) * 1000 : null;
  const changeMs = random.chance(0.5) ? random.logBetween(3000, 600_000) : null;
  const changeBytes = random.integer(100, 260);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const chain = (steps: readonly (readonly [number, number])[]): void => {
      const [first, ...rest] = steps;
      talk.ask(first[0], first[1], draw.logNormal(2, 0.8), () => {
        if (rest.length > 0) chain(rest);
      });
    };
    chain([
      [draw.integer(110, 270), draw.integer(210, 440)],
      [draw.integer(160, 240), draw.integer(260, 400)],
      [draw.integer(440, 700), draw.integer(80, 160)],
      [draw.integer(104, 160), 84],
    ]);
    const look = (left: number): void =>
      talk.ask(
        draw.integer(120, 420),
        draw.chance(0.2) ? draw.logNormal(6000, 1) : draw.integer(116, 320),
        1,
        () => left > 0 && agenda.after(draw.exponential(15), () => look(left - 1)),
      );
    agenda.every(
      () => draw.exponential(visitMs),
      () => look(draw.integer(2, 40)),
    );
    if (echoMs !== null)
      agenda.every(
        () => draw.about(echoMs, 0.01),
        () => talk.ask(72, 72, 1),
      );
    if (changeMs !== null)
      agenda.every(
        () => draw.exponential(changeMs),
        () => {
          talk.receive(changeBytes + 2 * draw.integer(0, 30));
          agenda.after(draw.logNormal(3, 1), () => talk.ask(draw.integer(102, 110), 77, 1));
        },
      );
    return talk.play();
  };
};

/** A broker's client: it holds a question until there is something (Kafka), or is told and pings (NATS, ZooKeeper, Redis). */
export const makeBrokerClient: ModelMaker = (random) => {
  const isHolding = random.chance(0.4);
  const waitMs = random.pick([500, 500, 1000, 5000, 30_000]);
  const askBytes = random.integer(70, 180);
  const emptyBytes = random.integer(17, 90);
  const recordMs = random.logBetween(500, 600_000);
  const recordBytes = random.logBetween(60, 3000);
  const spread = random.pick([0.01, 0.1, 0.8]);
  const pingMs = random.pick([2, 5, 10, 13, 20, 30, 60, 120]) * 1000;
  const [pingBytes, pongBytes] = random.pick([
    [6, 6],
    [12, 20],
    [14, 7],
    [5, 5],
    [30, 15],
  ]);
  const isPingedByServer = random.chance(0.3);
  const isGreeted = random.chance(0.4);
  const acknowledges = random.chance(0.4);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const record = (): number => Math.max(8, draw.logNormal(recordBytes, spread));
    const hold = (): void => {
      const untilNewsMs = draw.exponential(recordMs);
      const hasNews = untilNewsMs < waitMs;
      talk.ask(askBytes, hasNews ? emptyBytes + record() : emptyBytes, hasNews ? untilNewsMs : waitMs, () =>
        agenda.after(draw.logNormal(1, 1), hold),
      );
    };
    if (isGreeted) agenda.after(talk.roundTripMs, () => talk.receive(draw.integer(280, 560)));
    agenda.after(talk.roundTripMs + 1, () =>
      talk.ask(draw.integer(40, 320), draw.integer(5, 420), 4, () =>
        talk.ask(draw.integer(20, 160), draw.integer(5, 900), 4, () => isHolding && hold()),
      ),
    );
    if (isHolding) return talk.play();
    agenda.every(
      () => draw.about(pingMs, 0.02),
      () => {
        if (!isPingedByServer) return talk.ask(pingBytes, pongBytes, 1);
        talk.receive(pingBytes);
        agenda.after(draw.logNormal(2, 1), () => talk.send(pongBytes));
      },
    );
    agenda.every(
      () => draw.exponential(recordMs),
      () => {
        talk.receive(record());
        if (acknowledges) agenda.after(draw.logNormal(10, 1), () => talk.send(draw.integer(12, 60)));
      },
    );
    return talk.play();
  };
};

/** OPC UA: a session and a subscription; each notification answers a question asked long before, and the next one is asked at once. */
export const makePlantSubscription: ModelMaker = (random) => {
  const publishMs = random.logBetween(100, 60_000);
  const quietRate = random.pick([0, 0.3, 0.8, 1]);
  const keepAliveEvery = random.pick([3, 10, 30]);
  const askBytes = random.integer(70, 130);
  const noticeBytes = random.logBetween(100, 900);
  const spread = random.pick([0, 0.02, 0.3]);
  const readMs = random.chance(0.5) ? random.pick([2.5, 5, 10, 30]) * 1000 : null;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const publish = (): void => {
      let silent = 0;
      talk.send(askBytes);
      agenda.after(10, () => talk.send(askBytes));
      agenda.every(
        () => draw.about(publishMs, 0.003),
        () => {
          const lastMs = draw.chance(quietRate) && ++silent < keepAliveEvery;
          if (lastMs) return;
          const hasNews = silent < keepAliveEvery;
          silent = 0;
          talk.receive(hasNews ? draw.about(noticeBytes, spread) : 90);
          agenda.after(draw.logNormal(3, 0.8), () => talk.send(askBytes));
        },
      );
    };
    const steps: (readonly [number, number])[] = [
      [draw.integer(56, 110), 28],
      [draw.integer(130, 1800), draw.integer(132, 1800)],
      [draw.integer(250, 1600), draw.integer(500, 3000)],
      [draw.integer(130, 500), draw.integer(90, 140)],
      [draw.integer(120, 160), draw.integer(80, 110)],
      [draw.integer(160, 900), draw.integer(90, 500)],
    ];
    const begin = (): void => {
      const step = steps.shift();
      if (step === undefined) publish();
      else talk.ask(step[0], step[1], draw.logNormal(4, 0.8), begin);
    };
    begin();
    if (readMs !== null)
      agenda.every(
        () => draw.about(readMs, 0.01),
        () => talk.ask(draw.integer(110, 124), draw.integer(78, 92), 2),
      );
    return talk.play();
  };
};

/** A download over a line that breaks off for seconds at a time: pieces after ever longer silences, then the rest. */
export const makeStalledTransfer: ModelMaker = (random) => {
  const stallMs = random.logBetween(1000, 30_000);
  const pieceBytes = random.pick([1404, 1448, 1460, 536]);
  const firstBackoffMs = random.pick([200, 300, 1000]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const flow = (): void => {
      talk.receive(draw.logNormal(30_000, 1.2));
      agenda.after(draw.exponential(stallMs), () => stall(firstBackoffMs, draw.integer(1, 7)));
    };
    const stall = (waitMs: number, left: number): void => {
      talk.receive(pieceBytes * draw.integer(1, 2));
      agenda.after(draw.about(waitMs, 0.02), left > 0 ? () => stall(waitMs * 2, left - 1) : flow);
    };
    talk.ask(draw.integer(120, 900), pieceBytes * draw.integer(1, 6), 30, () => agenda.after(40, flow));
    return talk.play();
  };
};
