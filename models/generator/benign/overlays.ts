/** Traffic inside other traffic: onion routing, VPNs over TLS, names asked over TLS with padding. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

/** Tor (tor-spec): cells of one size in both directions, circuits being built, and padding while it idles. */
export const makeOnion: ModelMaker = (random) => {
  const cellBytes = random.pick([514, 512]);
  const pauseMs = random.logBetween(2000, 240_000);
  const hasPadding = random.chance(0.6);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const cells = (from: number, to: number): number => cellBytes * (draw.chance(0.75) ? 1 : draw.integer(from, to));
    const exchange = (left: number): void => {
      talk.ask(cells(1, 3), cells(1, 12), draw.logNormal(150, 0.9), () => {
        if (left > 1) agenda.after(draw.exponential(120), () => exchange(left - 1));
      });
    };
    talk.ask(draw.integer(7, 11), draw.integer(900, 1600), 5, () =>
      talk.ask(draw.pick([cellBytes, 22 + draw.integer(0, 40)]), cellBytes, 10, () => exchange(draw.integer(1, 8))),
    );
    agenda.every(
      () => draw.exponential(pauseMs),
      () => exchange(draw.integer(1, 20)),
    );
    // Channel padding: a cell from whichever side has been silent for 1.5 to 9.5 s.
    if (hasPadding)
      agenda.every(
        () => draw.between(1500, 9500),
        () => (draw.chance(0.5) ? talk.send(cellBytes) : talk.receive(cellBytes)),
      );
    return talk.play();
  };
};

/** A VPN in TLS (OpenConnect, SSTP and their like): signing in, dead-peer probes either way, and packets of all sizes. */
export const makeTlsVpn: ModelMaker = (random) => {
  const probeMs = random.pick([10, 20, 30, 30, 60, 90, 300]) * 1000;
  const probeBytes = random.integer(4, 90);
  const asks = random.integer(1, 5);
  const burstMs = random.logBetween(1500, 300_000);
  const tickMs = random.chance(0.4) ? random.logBetween(1000, 30_000) : null;
  const overhead = random.integer(8, 60);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const work = (): void => {
      agenda.every(
        () => draw.about(probeMs, 0.02),
        () => {
          if (draw.chance(0.7)) talk.ask(probeBytes, probeBytes, 1);
          else {
            talk.receive(probeBytes);
            agenda.after(0.5, () => talk.send(probeBytes));
          }
        },
      );
      // Somebody's packets: names asked, connections opened, keep-alives of what runs inside.
      if (tickMs !== null)
        agenda.every(
          () => draw.exponential(tickMs),
          () => {
            const bytes = overhead + draw.pick([40, 52, 60, 66, 76, 90, 120]);
            if (draw.chance(0.6)) talk.ask(bytes, overhead + draw.pick([40, 52, 52, 60, 130, 200]), 15);
            else talk.receive(bytes);
          },
        );
      agenda.every(
        () => draw.exponential(burstMs),
        () => {
          for (let left = draw.integer(1, 15); left > 0; left--) {
            const at = agenda.now + draw.exponential(900);
            talk.up(at, overhead + Math.min(1400, draw.logNormal(120, 0.9)));
            talk.down(at + context.roundTripMs + draw.exponential(30), overhead + draw.logNormal(700, 1.3));
          }
        },
      );
    };
    const signIn = (left: number): void => {
      talk.ask(draw.integer(180, 1200), draw.integer(150, 4500), draw.logNormal(60, 1), () => {
        agenda.after(draw.logNormal(left === 1 ? 40 : 1500, 1), () => (left > 1 ? signIn(left - 1) : work()));
      });
    };
    signIn(asks);
    return talk.play();
  };
};

/** Names asked over TLS or TCP with EDNS padding (RFC 8467): questions in blocks of 128, answers in blocks of 468 bytes. */
export const makePaddedNames: ModelMaker = (random) => {
  const pauseMs = random.logBetween(800, 60_000);
  const [askBlock, answerBlock] = random.pick([
    [128, 468],
    [128, 468],
    [128, 128],
    [64, 256],
  ]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const burst = (left: number): void => {
      const names = draw.chance(0.7) ? 1 : 2;
      const blocks = draw.chance(0.9) ? 1 : 2;
      talk.ask(names * (askBlock + 2), names * (answerBlock * blocks + 2), draw.logNormal(12, 1.2));
      if (left > 1) agenda.after(draw.exponential(80), () => burst(left - 1));
    };
    burst(draw.integer(1, 5));
    agenda.every(
      () => draw.exponential(pauseMs),
      () => burst(draw.integer(1, 6)),
    );
    return talk.play();
  };
};
