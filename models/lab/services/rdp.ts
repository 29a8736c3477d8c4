/** A desktop over RDP: FreeRDP shows a screen with a clock, and its clients look at it, at times on a screen that changes rarely. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { startScreen } from './start-screen';

/** Numbers are shared by all namespaces of a machine: the server's, and from the next on those of its visitors. */
const firstDisplay = 20_000 + (process.pid % 100) * 300;
const mostVisitors = 299;
let visitors = 0;
/** Screens that nobody sees over VNC. */
const unseen = ['-rfbport', '-1'] as const;

export const rdp: Service = {
  name: 'rdp',
  weight: 4,
  doors: [['tls', 3389]],
  programs: ['Xtigervnc', 'xclock', 'freerdp-shadow-cli', 'xfreerdp'],
  async start({ folder, random }: ServerPlace) {
    const display = `:${firstDisplay}`;
    const env = { ...process.env, HOME: folder, DISPLAY: display };
    startScreen(display, random.pick(['800x600', '1024x768', '1280x800']), unseen);
    await sleep(1500);
    startProgram('xclock', ['-digital', '-update', random.pick(['1', '10', '60'])], { env });
    startProgram('freerdp-shadow-cli', ['/port:3389', '-auth', '/sec:tls'], { env });
    await waitForPort(3389);
  },
  async visit(place: ClientPlace) {
    const { address, port, folder, random } = place;
    const display = `:${firstDisplay + 1 + (visitors++ % mostVisitors)}`;
    const screen = startScreen(display, '1280x800', unseen);
    await sleep(1500);
    const env = { ...process.env, HOME: folder, DISPLAY: display };
    const quality = random.pick(['/network:lan', '/network:modem', '/compression', '/gfx']);
    const client = [`/v:${address}:${port}`, '/cert:ignore', '/u:somebody', '/p:', '/sec:tls', quality];
    try {
      await runClient(place, 'xfreerdp', client, { env });
    } finally {
      screen.kill();
    }
  },
};
