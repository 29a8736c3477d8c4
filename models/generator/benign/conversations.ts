/** People and devices in conversation: messengers, typed sessions, slow services, the same small question again and again. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

/** A messenger on a phone (frames of a noise protocol): pings, messages with receipts, presence. */
export const makeMessenger: ModelMaker = (random) => {
  const pingMs = random.logBetween(15_000, 300_000);
  const messageMs = random.logBetween(8000, 1_800_000);
  const presenceMs = random.chance(0.6) ? random.logBetween(5000, 600_000) : null;
  const [pingBytes, pongBytes] = [random.integer(8, 48), random.integer(8, 60)];
  const ackBytes = random.integer(20, 90);
  const receiptBytes = random.integer(25, 140);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(40, 350), draw.integer(50, 450), 20, () =>
      talk.ask(draw.integer(120, 700), draw.integer(40, 600), 30, () => {
        // What waited while the phone was away.
        for (let left = draw.integer(0, 6); left > 0; left--) talk.receive(draw.logNormal(160, 0.7));
        agenda.after(draw.logNormal(50, 0.8), () => talk.send(receiptBytes));
      }),
    );
    agenda.every(
      () => draw.about(pingMs, 0.05),
      () => talk.ask(pingBytes, pongBytes, 4),
    );
    if (presenceMs !== null)
      agenda.every(
        () => draw.exponential(presenceMs),
        () => talk.receive(draw.about(60, 0.2)),
      );
    agenda.every(
      () => draw.exponential(messageMs),
      () => {
        if (draw.chance(0.5)) {
          if (draw.chance(0.5)) talk.send(draw.about(50, 0.1));
          agenda.after(draw.logNormal(2500, 0.8), () =>
            talk.ask(draw.logNormal(180, 0.6), ackBytes, 20, () =>
              agenda.after(draw.logNormal(600, 1.2), () => talk.receive(receiptBytes)),
            ),
          );
        } else {
          talk.receive(draw.logNormal(220, 0.6));
          agenda.after(draw.logNormal(80, 0.8), () => talk.send(receiptBytes));
        }
      },
    );
    return talk.play();
  };
};

/** Somebody types commands (IRC, FTP, telnet, mail, a console): short lines, answers of any length, pauses to think. */
export const makeTypedSession: ModelMaker = (random) => {
  const pauseMs = random.logBetween(1500, 90_000);
  const isGreeted = random.chance(0.7);
  const answerBytes = random.logBetween(15, 900);
  const chatterMs = random.chance(0.35) ? random.logBetween(3000, 240_000) : null;
  const echoes = random.chance(0.25);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    if (isGreeted) agenda.after(context.roundTripMs + draw.logNormal(30, 1), () => talk.receive(draw.integer(20, 400)));
    const command = (): void => {
      const bytes = draw.integer(4, 70);
      if (echoes) for (let key = 0; key < Math.min(bytes, 12); key++) talk.ask(1, 1, 0.3);
      talk.ask(bytes, draw.logNormal(answerBytes, 1), draw.logNormal(15, 1.2), () => {
        if (draw.chance(0.3)) agenda.after(draw.logNormal(120, 1), () => talk.receive(draw.logNormal(answerBytes, 1)));
        agenda.after(draw.logNormal(pauseMs, 1), command);
      });
    };
    agenda.after(draw.logNormal(1500, 1), command);
    if (chatterMs !== null)
      agenda.every(
        () => draw.exponential(chatterMs),
        () => talk.receive(draw.logNormal(90, 0.7)),
      );
    return talk.play();
  };
};

/** A service that takes seconds to answer, or holds the question until there is news: its answers look like news. */
export const makeSlowAnswers: ModelMaker = (random) => {
  const thinkMs = random.logBetween(900, 40_000);
  const thinkSpread = random.pick([0.05, 0.3, 0.8]);
  const pauseMs = random.pick([0, 50, random.logBetween(500, 30_000)]);
  const askBytes = random.logBetween(60, 1400);
  const answerBytes = random.logBetween(40, 6000);
  const spread = random.pick([0.01, 0.1, 0.6]);
  const isTwofold = random.chance(0.25);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const ask = (): void => {
      talk.ask(
        draw.about(askBytes, 0.02),
        Math.max(2, draw.logNormal(answerBytes, spread)),
        draw.logNormal(thinkMs, thinkSpread),
        () => agenda.after(draw.about(pauseMs, 0.2), isTwofold ? askBriefly : ask),
      );
    };
    const askBriefly = (): void =>
      talk.ask(draw.about(askBytes, 0.1), draw.logNormal(answerBytes / 3, spread), 20, () =>
        agenda.after(draw.about(pauseMs, 0.2), ask),
      );
    ask();
    return talk.play();
  };
};

/** The same question, at any time or by the clock, with an answer of always the same size: revocation, licences, metrics, state. */
export const makeRepeatedCall: ModelMaker = (random) => {
  const meanMs = random.logBetween(2000, 120_000);
  const askBytes = random.logBetween(12, 900);
  const answerBytes = random.logBetween(4, 30_000);
  const spread = random.pick([0, 0, 0.01, 0.1]);
  const isTimed = random.chance(0.3);
  const most = Math.round(random.logBetween(2, 400));
  const lingerMs = random.pick([0, 5000, 30_000, 60_000, 120_000]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const call = (left: number): void =>
      talk.ask(
        draw.about(askBytes, spread),
        Math.max(1, draw.about(answerBytes, spread)),
        draw.logNormal(10, 1.2),
        () => {
          if (left > 1)
            agenda.after(isTimed ? draw.about(meanMs, 0.01) : draw.exponential(meanMs), () => call(left - 1));
          else agenda.after(lingerMs + 1, () => talk.stop('server-fin'));
        },
      );
    call(most);
    return talk.play();
  };
};

/** Telecontrol and routing (IEC 60870-5-104, DNP3, BGP): small frames from either side, tests of the line, confirmations. */
export const makeTelecontrol: ModelMaker = (random) => {
  const testMs = random.pick([10, 15, 20, 30, 60]) * 1000;
  const testBytes = random.integer(6, 24);
  const eventMs = random.logBetween(3000, 600_000);
  const confirmBytes = random.chance(0.5) ? random.integer(6, 20) : 0;
  const isBothSides = random.chance(0.5);
  const scanMs = random.chance(0.5) ? random.logBetween(1000, 60_000) : null;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(6, 60), draw.integer(6, 80), 5, () =>
      talk.ask(draw.integer(6, 30), draw.integer(10, 140), 10),
    );
    agenda.every(
      () => draw.about(testMs, 0.03),
      () => talk.ask(testBytes, testBytes, 3),
    );
    if (isBothSides)
      agenda.every(
        () => draw.about(testMs, 0.03),
        () => talk.receive(testBytes),
      );
    if (scanMs !== null)
      agenda.every(
        () => draw.about(scanMs, 0.02),
        () => talk.ask(draw.integer(10, 22), draw.about(60, 0.3), 8),
      );
    agenda.every(
      () => draw.exponential(eventMs),
      () => {
        talk.receive(draw.integer(14, 120));
        if (confirmBytes > 0) agenda.after(draw.logNormal(30, 1), () => talk.send(confirmBytes));
      },
    );
    return talk.play();
  };
};
