/** Connections that mostly keep themselves alive: push services, IMAP IDLE, IoT telemetry, VPNs, tunnels, idle shells. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { sizesAround, type Size } from './habits';

/** FCM and APNs: a heartbeat each 4 to 28 minutes, now and then a notification. Runs over TLS. */
export const makePush: ModelMaker = (random) => {
  const beatMs = random.pick([240, 480, 540, 900, 1680, random.between(240, 1680)]) * 1000;
  const notificationMs = random.logBetween(120_000, 7_200_000);
  const isServerBeat = random.chance(0.2);
  const loginBytes = random.integer(400, 1100);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask(loginBytes, random.integer(60, 900), context.random.logNormal(30, 0.8));
    agenda.every(
      () => context.random.about(beatMs, 0.02),
      () => {
        if (isServerBeat) {
          talk.receive(7);
          agenda.after(1, () => talk.send(7));
        } else {
          talk.ask(context.random.integer(5, 9), context.random.integer(5, 9), 2);
        }
      },
    );
    agenda.every(
      () => context.random.exponential(notificationMs),
      () => {
        talk.receive(context.random.logNormal(600, 0.6));
        agenda.after(context.random.logNormal(60, 1), () => talk.send(context.random.integer(10, 60)));
      },
    );
    return talk.play();
  };
};

/** IMAP with IDLE (RFC 2177): the client renews it each 9 to 29 minutes, the server tells of new mail. */
export const makeImapIdle: ModelMaker = (random) => {
  const renewMs = random.pick([9, 10, 15, 24, 29]) * 60_000;
  const stillHereMs = random.chance(0.6) ? 120_000 : null;
  const mailMs = random.logBetween(60_000, 10_800_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let tag = 1;
    let messages = context.random.integer(10, 20_000);
    const command = (text: string, reply: string, next: () => void): void => {
      const name = `a${tag++}`;
      talk.ask(
        `${name} ${text}\r\n`,
        `${reply}${name} OK ${text.split(' ')[0]} completed\r\n`,
        context.random.logNormal(5, 1),
        next,
      );
    };
    const idle = (): void => talk.ask(`a${tag++} IDLE\r\n`, '+ idling\r\n', 1);
    const fetch = (): void => {
      command(
        `UID FETCH ${messages} (UID FLAGS BODY.PEEK[])`,
        `* ${messages} FETCH (UID ${messages} FLAGS () BODY[] {${context.random.integer(900, 60_000)}}\r\n`,
        () => {
          talk.receive(context.random.logNormal(9000, 1.2));
          idle();
        },
      );
    };
    agenda.after(context.roundTripMs, () => {
      talk.receive('* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN] ready.\r\n');
      command('LOGIN somebody@example.org secret', '* CAPABILITY IMAP4rev1 IDLE NAMESPACE UIDPLUS\r\n', () =>
        command(
          'SELECT INBOX',
          `* FLAGS (\\Answered \\Seen)\r\n* ${messages} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1]\r\n`,
          idle,
        ),
      );
    });
    agenda.every(
      () => renewMs,
      () => {
        talk.ask('DONE\r\n', `a${tag} OK Idle completed.\r\n`, 1, idle);
      },
    );
    if (stillHereMs !== null)
      agenda.every(
        () => stillHereMs,
        () => talk.receive('* OK Still here\r\n'),
      );
    agenda.every(
      () => context.random.exponential(mailMs),
      () => {
        messages++;
        talk.receive(`* ${messages} EXISTS\r\n`);
        talk.ask('DONE\r\n', `a${tag} OK Idle completed.\r\n`, 1, fetch);
      },
    );
    return talk.play();
  };
};

/** A device that reports to its cloud: heartbeats and readings from the client, short answers, rare commands from the server. */
export const makeTelemetry: ModelMaker = (random) => {
  const beatMs = random.logBetween(5000, 300_000);
  const beatBytes = random.integer(20, 300);
  const replyBytes = random.chance(0.8) ? random.integer(4, 120) : 0;
  const readingMs = random.chance(0.6) ? random.logBetween(5000, 600_000) : null;
  const readingBytes = random.integer(80, 900);
  const commandMs = random.logBetween(60_000, 7_200_000);
  const sizeSpread = random.pick([0, 0, 0.02, 0.1]);
  const wobble = random.pick([0.001, 0.01, 0.1]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask(context.random.integer(100, 800), context.random.integer(40, 500));
    const size = (bytes: number): number => Math.max(2, Math.round(context.random.about(bytes, sizeSpread)));
    agenda.every(
      () => context.random.about(beatMs, wobble),
      () => {
        if (replyBytes > 0) talk.ask(size(beatBytes), size(replyBytes), 3);
        else talk.send(size(beatBytes));
      },
    );
    if (readingMs !== null) {
      agenda.every(
        () => context.random.about(readingMs, wobble * 5),
        () => talk.ask(size(readingBytes), Math.max(4, replyBytes), 5),
      );
    }
    agenda.every(
      () => context.random.exponential(commandMs),
      () => {
        talk.receive(context.random.integer(60, 500));
        agenda.after(context.random.logNormal(40, 1), () => talk.send(context.random.integer(30, 600)));
      },
    );
    return talk.play();
  };
};

/** An SSH session: keystrokes now and then, output, keep-alives while idle (RFC 4254). */
export const makeSsh: ModelMaker = (random) => {
  const aliveMs = random.chance(0.6) ? random.pick([15, 30, 60, 60, 120, 300]) * 1000 : null;
  const isServerAlive = random.chance(0.5);
  const pauseMs = random.logBetween(10_000, 1_200_000);
  const mac = random.pick([36, 44, 52]);
  const watch = random.chance(0.3) ? drawWatch(random) : null;
  // A program was asked for with the connection, and nobody types.
  const isCommand = watch !== null && random.chance(0.5);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.send('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n');
    talk.down(context.roundTripMs, 'SSH-2.0-OpenSSH_8.4p1 Debian-5+deb11u3\r\n');
    agenda.after(context.roundTripMs + 1, () =>
      talk.ask(1504, 1080, 2, () =>
        talk.ask(48, 564, 3, () =>
          talk.ask(60, 44, 5, () => talk.ask(68, 52, 20, () => talk.ask(628, 36, 30, () => talk.ask(112, 700, 8)))),
        ),
      ),
    );
    const key = (left: number): void => {
      if (left === 0) {
        agenda.after(context.random.logNormal(60, 1), () => talk.receive(mac + context.random.logNormal(300, 1.4)));
        return;
      }
      talk.ask(mac, mac, 0.5);
      agenda.after(context.random.logNormal(160, 0.6), () => key(left - 1));
    };
    if (!isCommand)
      agenda.after(3000, () => {
        key(context.random.integer(3, 30));
        agenda.every(
          () => context.random.exponential(pauseMs),
          () => key(context.random.integer(2, 40)),
        );
      });
    if (watch !== null)
      agenda.every(
        () => watch.everyMs + context.random.exponential(watch.lateMs),
        () => talk.receive(mac + watch.size(context.random)),
      );
    if (aliveMs !== null) {
      agenda.every(
        () => aliveMs,
        () => {
          if (isServerAlive) {
            talk.receive(mac + 24);
            agenda.after(0.3, () => talk.send(mac));
          } else {
            talk.ask(mac + 24, mac - 8, 0.5);
          }
        },
      );
    }
    return talk.play();
  };
};

/** A program on the other side that prints by the clock, such as `vmstat 5`: lines that are always about as long, or differ. */
function drawWatch(random: Random): { everyMs: number; lateMs: number; size: Size } {
  return {
    everyMs: random.pick([1000, 2000, 2000, 3000, 5000, 5000, 10_000, 30_000, 60_000]),
    lateMs: random.pick([1, 3, 10]),
    size: sizesAround(random.logBetween(20, 3000), random.pick([0, 0, 0.01, 0.05, 0.4])),
  };
}

/** A VPN or tunnel over TCP: keep-alives, and bursts when its user does something. */
export const makeTunnel: ModelMaker = (random) => {
  const aliveMs = random.pick([10, 15, 20, 25, 60]) * 1000;
  const aliveBytes = random.integer(30, 110);
  const isBothSides = random.chance(0.6);
  const burstMs = random.logBetween(5000, 900_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask(random.integer(40, 90), random.integer(60, 1200), 4, () =>
      talk.ask(random.integer(200, 1900), random.integer(60, 400), 10),
    );
    agenda.every(
      () => context.random.about(aliveMs, 0.005),
      () => talk.send(aliveBytes),
    );
    if (isBothSides)
      agenda.every(
        () => context.random.about(aliveMs, 0.005),
        () => talk.receive(aliveBytes),
      );
    agenda.every(
      () => context.random.exponential(burstMs),
      () => {
        for (let exchange = context.random.integer(1, 12); exchange > 0; exchange--) {
          const at = agenda.now + context.random.exponential(800);
          talk.up(at, context.random.logNormal(180, 0.9));
          talk.down(at + context.roundTripMs + context.random.exponential(40), context.random.logNormal(900, 1.3));
        }
      },
    );
    return talk.play();
  };
};

/** A managed device: its server asks how it is, each time it answers at once; events and commands in between. */
export const makeManagedAgent: ModelMaker = (random) => {
  const pollMs = random.logBetween(5000, 120_000);
  const [askBytes, replyBytes] = [random.integer(20, 500), random.integer(30, 700)];
  const spread = random.pick([0, 0.02, 0.2]);
  const eventMs = random.logBetween(20_000, 1_800_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const size = (bytes: number): number => Math.max(4, Math.round(draw.about(bytes, spread)));
    talk.ask(draw.integer(150, 1200), draw.integer(50, 900), 10);
    agenda.every(
      () => draw.about(pollMs, 0.02),
      () => {
        talk.receive(size(askBytes));
        agenda.after(draw.logNormal(15, 1.2), () => talk.send(size(replyBytes)));
      },
    );
    agenda.every(
      () => draw.exponential(eventMs),
      () => talk.ask(draw.logNormal(300, 0.6), draw.integer(10, 80), 5),
    );
    return talk.play();
  };
};
