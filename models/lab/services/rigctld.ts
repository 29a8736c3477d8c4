/** rigctld with a radio that is not there: logging programs ask for frequency, mode and signal, and some of them tune. */
import type { Random } from '../../generator/random';
import { drawDelay, followHabits, type Habit } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openLocalLine, openTextLine } from './text-line';

export const rigctld: Service = {
  name: 'rigctld',
  weight: 3,
  doors: [['plain', 4532]],
  programs: ['rigctld'],
  async start({ random }: ServerPlace) {
    startProgram('rigctld', ['-m', '1', '-T', '0.0.0.0', '-t', '4532']);
    await waitForPort(4532);
    const line = openLocalLine(4532);
    line.onText(() => {});
    const meanMs = random.logBetween(5000, 120_000);
    repeat(
      () => random.exponential(meanMs),
      () => line.say(drawTuning(random)),
    );
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    // The longer answers name what was asked for and end with a report; the short ones are values alone.
    const isLong = random.chance(0.4);
    const questions = random.pick([
      ['get_freq'],
      ['get_freq', 'get_mode'],
      ['get_freq', 'get_mode'],
      ['get_freq', 'get_mode', 'get_level STRENGTH'],
      ['get_freq', 'get_vfo', 'get_mode', 'get_split_vfo', 'get_ptt'],
      ['get_level STRENGTH'],
      ['get_ptt', 'get_level RFPOWER_METER', 'get_level SWR'],
    ]);
    const everyMs = random.logBetween(100, 15_000);
    const wobble = random.pick([0.002, 0.02, 0.2]);
    const waits = random.chance(0.8);
    // Programs on Hamlib first ask what the radio can do.
    if (random.chance(0.5)) await line.ask('\\chk_vfo\n\\dump_state\n', /done\n/);
    const poll = async (): Promise<void> => {
      while (line.isOpen() && (await place.pause(random.about(everyMs, wobble))))
        for (const question of questions) {
          const words = `${isLong ? '+' : ''}\\${question}\n`;
          if (waits) await line.ask(words, isLong ? /RPRT -?\d+\n/ : /\n/);
          else line.say(words);
        }
    };
    line.onText(() => {});
    const tune: Habit = [drawDelay(random, 5000, 180_000), () => line.say(drawTuning(random))];
    await Promise.all([poll(), followHabits(place, line.isOpen, random.chance(0.35) ? [tune] : [])]);
    if (line.isOpen() && random.chance(0.5)) line.say('q\n');
    line.leave();
  },
};

function drawTuning(random: Random): string {
  const band = random.pick([1_810_000, 3_573_000, 7_074_000, 14_074_000, 21_074_000, 50_313_000, 145_500_000]);
  const tune = `F ${band + random.integer(0, 3000)}\n`;
  return random.pick([tune, tune, tune, `M ${random.pick(['USB 2400', 'LSB 2400', 'CW 500', 'FM 15000'])}\n`]);
}
