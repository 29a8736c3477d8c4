/** INDI: an observatory of simulators; clients hear, as XML, of everything that moves, and some move something. */
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawDelay, followHabits } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openLocalLine, openTextLine } from './text-line';

const drivers = ['telescope', 'ccd', 'weather', 'focus'].map((name) => `indi_simulator_${name}`);
const [telescope, camera, weather, focuser] = ['Telescope', 'CCD', 'Weather', 'Focuser'].map((it) => `${it} Simulator`);

export const indi: Service = {
  name: 'indi',
  weight: 4,
  doors: [['plain', 7624]],
  programs: ['indiserver', 'indi_getprop', ...drivers],
  async start({ folder, random }: ServerPlace) {
    const env = { ...process.env, HOME: folder };
    startProgram('indiserver', ['-p', '7624', '-u', join(folder, 'door'), ...drivers], { env, cwd: folder });
    await waitForPort(7624);
    const line = openLocalLine(7624);
    line.onText(() => {});
    const periodMs = random.pick([250, 500, 1000, 1000, 2000, 5000]);
    for (const device of [telescope, camera, weather, focuser]) {
      await line.ask(`<getProperties version='1.7' device='${device}' name='CONNECTION'/>\n`, /<\/defSwitchVector>/);
      await line.ask(set('Switch', device, 'CONNECTION', { CONNECT: 'On' }), /name="CONNECTION" state="Ok"/);
      line.say(set('Number', device, 'POLLING_PERIOD', { PERIOD_MS: periodMs }));
    }
    line.say(set('Number', weather, 'WEATHER_UPDATE', { PERIOD: random.pick([5, 10, 30, 60]) }));
    // Small pictures: some clients want to have them.
    const frame = { X: 0, Y: 0, WIDTH: random.pick([64, 160, 320]), HEIGHT: random.pick([48, 120, 240]) };
    line.say(set('Number', camera, 'CCD_FRAME', frame));
    const meanMs = random.logBetween(10_000, 120_000);
    repeat(
      () => random.exponential(meanMs),
      () => line.say(drawMove(random)),
    );
  },
  async visit(place: ClientPlace) {
    const { address, port, random, folder } = place;
    const device = random.pick(['', '', '', telescope, camera, weather]);
    if (random.chance(0.3)) {
      const what = device === '' ? [] : [`${device}.*.*`];
      const args = ['-h', address, '-p', `${port}`, '-m', '-t', '0', ...what];
      await runClient(place, 'indi_getprop', args, { cwd: folder });
      return;
    }
    const line = await openTextLine(place);
    line.onText(() => {});
    line.say(`<getProperties version='1.7'${device === '' ? '' : ` device='${device}'`}/>\n`);
    const moves = random.chance(0.5);
    await followHabits(place, line.isOpen, [
      [drawDelay(random, 5000, 120_000), () => (moves ? line.say(drawMove(random)) : undefined)],
    ]);
    line.leave();
  },
};

/** Points the telescope, takes a picture, turns the focus, asks for the weather. */
function drawMove(random: Random): string {
  const where = { RA: random.between(0, 24).toFixed(5), DEC: random.between(-20, 89).toFixed(5) };
  return random.pick([
    set('Number', telescope, 'EQUATORIAL_EOD_COORD', where),
    set('Switch', telescope, 'TELESCOPE_TRACK_STATE', { [random.pick(['TRACK_ON', 'TRACK_OFF'])]: 'On' }),
    set('Number', camera, 'CCD_EXPOSURE', { CCD_EXPOSURE_VALUE: random.logBetween(0.5, 60).toFixed(2) }),
    set('Number', camera, 'CCD_TEMPERATURE', { CCD_TEMPERATURE_VALUE: random.integer(-20, 10) }),
    set('Number', focuser, 'ABS_FOCUS_POSITION', { FOCUS_ABSOLUTE_POSITION: random.integer(0, 100_000) }),
    set('Switch', weather, 'WEATHER_REFRESH', { REFRESH: 'On' }),
  ]);
}

function set(
  kind: 'Number' | 'Switch',
  device: string,
  property: string,
  values: Record<string, string | number>,
): string {
  const members = Object.entries(values).map(([name, value]) => `  <one${kind} name='${name}'>${value}</one${kind}>\n`);
  return `<new${kind}Vector device='${device}' name='${property}'>\n${members.join('')}</new${kind}Vector>\n`;
}
