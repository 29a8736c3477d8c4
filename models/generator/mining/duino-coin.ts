/** Duino-Coin, which boards such as the ESP8266 mine: a job for each share (revoxhere/duino-coin, "Socket API"). */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

/**
 * The miner asks for a job, hands in the number that it found, and asks again. The server sets the difficulty so that a share
 * takes a board a few seconds; the number is drawn evenly from the range to be searched, so that shares come after anything from
 * no time to the whole of it.
 */
export const makeDuinoCoin: ModelMaker = (random) => {
  const [board, wholeSeconds] = random.pickWeighted([
    [['AVR', random.logBetween(1.5, 8)], 25],
    [['ESP8266H', random.logBetween(5, 40)], 30],
    [['ESP32', random.logBetween(4, 30)], 30],
    [['LOW', random.logBetween(2, 30)], 5],
    [['MEDIUM', random.logBetween(5, 120)], 10],
  ] as const);
  const user = random.text(random.integer(4, 16));
  const key = random.pick(['None', '', random.text(8)]);
  const reading = random.chance(0.15) ? ',Temp:31.50*C' : '';
  const miner = random.pick([
    `Official ${board} Miner 4.3`,
    `Official ${board} Miner v2.75`,
    'PC Miner 4.3',
    random.text(12),
  ]);
  const rig = random.pick(['None', 'Auto', random.text(7)]);
  const identity = random.chance(0.7) ? `,DUCOID${random.hex(14)},${random.integer(1, 3000)}` : '';
  const end = random.pick(['\n', '\n', '']);
  const version = random.pick(['4.3', '3.0\n', '2.7']);
  const thinkMs = random.logBetween(2, 200);
  const restMs = random.pick([1, 5, 50, 500]);
  const hasFeePart = random.chance(0.15);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const think = (): number => draw.logNormal(thinkMs, 0.6);
    const difficulty = draw.integer(1, 4000);
    const mine = (): void =>
      talk.ask(
        `JOB,${user},${board},${key}${reading}${end}`,
        `${draw.hex(40)},${draw.hex(40)},${difficulty}\n`,
        think(),
        () => agenda.after(draw.between(0.005, 1) * wholeSeconds * 1000, handIn),
      );
    const handIn = (): void =>
      talk.ask(
        `${draw.integer(1, difficulty * 100)},${draw.between(150, 90_000).toFixed(2)},${miner},${rig}${identity}${end}`,
        draw.chance(0.98) ? (hasFeePart ? `GOOD,${draw.integer(1, 9)}\n` : 'GOOD\n') : 'BAD\n',
        think(),
        () => agenda.after(draw.logNormal(restMs, 0.5), mine),
      );
    agenda.after(talk.roundTripMs + draw.logNormal(thinkMs, 0.6), () => {
      talk.receive(version);
      agenda.after(draw.logNormal(restMs, 0.5), mine);
    });
    return talk.play();
  };
};
