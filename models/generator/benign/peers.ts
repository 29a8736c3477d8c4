/** Nodes of cryptocurrency networks that do not mine: they relay blocks and transactions (nDPI 4.2 takes them for miners). */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import type { Random } from '../random';

/** A message of the Bitcoin network: 24 bytes of header, then its content. */
function bitcoin(command: string, bytes: number, random: Random): Uint8Array {
  const message = new Uint8Array(24 + bytes);
  message.set([0xf9, 0xbe, 0xb4, 0xd9]);
  for (let i = 0; i < command.length; i++) message[4 + i] = command.charCodeAt(i);
  message.set([bytes & 255, (bytes >>> 8) & 255, (bytes >>> 16) & 255], 16);
  for (let i = 20; i < message.length; i += 7) message[i] = random.next() & 255;
  return message;
}

/** A Bitcoin-like peer: invs all the time, pings each 2 minutes, blocks each 10. */
export const makeBitcoinPeer: ModelMaker = (random) => {
  const invMs = random.logBetween(500, 20_000);
  const isQuiet = random.chance(0.25);
  const blockMs = random.pick([600_000, 600_000, 150_000, 60_000]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(bitcoin('version', 102, draw), bitcoin('version', 102, draw), 2, () => {
      talk.receive(bitcoin('verack', 0, draw));
      talk.send(bitcoin('verack', 0, draw));
      talk.send(bitcoin('getaddr', 0, draw));
      talk.ask(bitcoin('getheaders', 997, draw), bitcoin('headers', 82 * draw.integer(0, 40) + 1, draw), 20);
      agenda.after(200, () => talk.receive(bitcoin('addr', 30 * draw.integer(1, 1000) + 3, draw)));
    });
    const ping = (isUp: boolean): void => {
      const other = draw.logNormal(2, 0.5);
      if (isUp) {
        talk.ask(bitcoin('ping', 8, draw), bitcoin('pong', 8, draw), other);
      } else {
        talk.receive(bitcoin('ping', 8, draw));
        agenda.after(other, () => talk.send(bitcoin('pong', 8, draw)));
      }
    };
    agenda.every(
      () => 120_000,
      () => ping(true),
    );
    agenda.after(draw.between(0, 120_000), () =>
      agenda.every(
        () => 120_000,
        () => ping(false),
      ),
    );
    if (!isQuiet) {
      agenda.every(
        () => draw.exponential(invMs),
        () => {
          const inv = bitcoin('inv', 36 * draw.integer(1, 35) + 1, draw);
          if (draw.chance(0.4)) {
            talk.send(inv);
          } else {
            talk.receive(inv);
            if (draw.chance(0.3)) {
              const asked = draw.integer(1, 8);
              agenda.after(draw.logNormal(500, 1), () =>
                talk.ask(
                  bitcoin('getdata', 36 * asked + 1, draw),
                  bitcoin('tx', asked * draw.integer(190, 600), draw),
                  3,
                ),
              );
            }
          }
        },
      );
    }
    agenda.every(
      () => draw.exponential(blockMs),
      () => {
        talk.receive(
          bitcoin(
            draw.chance(0.5) ? 'headers' : 'cmpctblock',
            draw.chance(0.5) ? 82 : draw.integer(8000, 30_000),
            draw,
          ),
        );
        if (draw.chance(0.2)) agenda.after(30, () => talk.send(bitcoin('headers', 82, draw)));
      },
    );
    return talk.play();
  };
};

/** An Ethereum peer (devp2p over RLPx): everything encrypted after a handshake of about 400 bytes. */
export const makeEthereumPeer: ModelMaker = (random) => {
  const gossipMs = random.logBetween(100, 10_000);
  const isDroppedSoon = random.chance(0.35);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(350, 600), draw.integer(350, 560), 3, () => {
      talk.send(draw.integer(150, 220));
      talk.receive(draw.integer(150, 220));
      if (isDroppedSoon) {
        agenda.after(draw.logNormal(60, 1), () => talk.receive(48));
        agenda.after(draw.logNormal(80, 1) + 20, () => talk.stop('server-fin'));
        return;
      }
      talk.ask(draw.integer(130, 200), draw.integer(130, 200), 3);
    });
    if (isDroppedSoon) return talk.play();
    agenda.every(
      () => 15_000,
      () => talk.ask(32, 32, 1),
    );
    agenda.every(
      () => draw.exponential(gossipMs),
      () => {
        const bytes = 48 + 16 * draw.integer(0, 90);
        if (draw.chance(0.5)) talk.receive(bytes);
        else talk.send(bytes);
      },
    );
    agenda.every(
      () => draw.about(12_000, 0.05),
      () => talk.receive(draw.chance(0.5) ? 96 : draw.integer(20_000, 120_000)),
    );
    return talk.play();
  };
};

/** A Monero peer (levin): timed sync each minute, new transactions in fluff. */
export const makeMoneroPeer: ModelMaker = (random) => {
  const fluffMs = random.logBetween(2000, 60_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(220, 300), draw.integer(9000, 24_000), 10, () => talk.ask(33, 45, 3));
    agenda.every(
      () => 60_000,
      () => talk.ask(draw.integer(220, 300), draw.integer(1200, 22_000), 5),
    );
    agenda.after(draw.between(0, 60_000), () =>
      agenda.every(
        () => 60_000,
        () => {
          talk.receive(draw.integer(220, 300));
          agenda.after(2, () => talk.send(draw.integer(1200, 22_000)));
        },
      ),
    );
    agenda.every(
      () => draw.exponential(fluffMs),
      () => {
        const bytes = draw.logNormal(2500, 0.5);
        if (draw.chance(0.5)) talk.receive(bytes);
        else talk.send(bytes);
      },
    );
    agenda.every(
      () => draw.exponential(120_000),
      () => talk.receive(draw.logNormal(3000, 0.7)),
    );
    return talk.play();
  };
};
