/** Other people's screens: RDP, VNC and cloud desktops, busy and idle. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

/** RDP over TLS: input up, pictures down; idle, a clock that ticks and a keep-alive. */
export const makeRdp: ModelMaker = (random) => {
  const tickMs = random.pick([1000, 10_000, 60_000, 60_000]);
  const aliveMs = random.pick([null, 30_000, 60_000, 240_000]);
  const activeMs = random.logBetween(5000, 1_800_000);
  const tickBytes = random.integer(60, 700);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(300, 500), draw.integer(100, 300), 10, () =>
      talk.ask(draw.integer(400, 1200), draw.logNormal(20_000, 0.8), 60),
    );
    const act = (left: number): void => {
      talk.send(draw.integer(8, 60));
      if (draw.chance(0.7))
        agenda.at(talk.answerTime(draw.logNormal(25, 0.8)), () => talk.receive(draw.logNormal(900, 1.4)));
      if (left > 0) agenda.after(draw.logNormal(90, 0.9), () => act(left - 1));
    };
    agenda.every(
      () => draw.exponential(activeMs),
      () => act(draw.integer(5, 120)),
    );
    agenda.every(
      () => draw.about(tickMs, 0.01),
      () => talk.receive(draw.about(tickBytes, 0.2)),
    );
    if (aliveMs !== null) {
      agenda.every(
        () => aliveMs,
        () => talk.send(draw.integer(12, 40)),
      );
    }
    return talk.play();
  };
};

/** VNC (RFC 6143): the client asks for updates, the server answers when something has changed. */
export const makeVnc: ModelMaker = (random) => {
  const changeMs = random.logBetween(200, 60_000);
  const bytes = random.logBetween(100, 30_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    agenda.after(context.roundTripMs, () => {
      talk.receive('RFB 003.008\n');
      talk.ask('RFB 003.008\n', Uint8Array.of(1, 2), 1, () =>
        talk.ask(Uint8Array.of(2), 16, 1, () => talk.ask(16, 4, 1, () => talk.ask(1, 40, 2, () => talk.send(80)))),
      );
    });
    agenda.every(
      () => draw.exponential(changeMs),
      () => {
        talk.receive(draw.logNormal(bytes, 1.2));
        agenda.after(draw.logNormal(3, 0.8), () => talk.send(10));
      },
    );
    agenda.every(
      () => draw.exponential(changeMs * 3),
      () => {
        for (let move = draw.integer(1, 30); move > 0; move--) talk.up(agenda.now + draw.exponential(900), 6);
      },
    );
    return talk.play();
  };
};
