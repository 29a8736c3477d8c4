/** ngircd (RFC 1459): pings both ways, rooms in which people talk. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDelay, drawWords, followHabits, type Habit } from './habits';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

export const irc: Service = {
  name: 'irc',
  weight: 6,
  doors: [
    ['plain', 6667],
    ['tls', 6697],
  ],
  programs: ['ngircd'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const settings = join(folder, 'ngircd.conf');
    const pingSeconds = random.pick([30, 60, 90, 120]);
    writeFileSync(
      settings,
      `
[Global]
Name = irc.lab.example
Info = A network in a box
AdminInfo1 = nobody
AdminEMail = nobody@lab.example
Listen = 0.0.0.0
Ports = 6667
ServerUID = irc
ServerGID = irc
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
PingTimeout = ${pingSeconds}
PongTimeout = 30
[Options]
DNS = no
Ident = no
PAM = no
[SSL]
CertFile = ${certificate}
KeyFile = ${key}
Ports = 6697
`,
    );
    startProgram('ngircd', ['-n', '-f', settings]);
    await waitForPort(6667);
  },
  visit: talkIrc,
};

async function talkIrc(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  const nick = `n${random.text(6)}`;
  line.onText((text) => {
    for (const [, token] of text.matchAll(/^PING (\S+)/gm)) line.say(`PONG ${token}\r\n`);
  });
  await line.ask(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick} of the lab\r\n`, / 376 | 422 /);
  const rooms = ['#lounge', '#help', '#news'];
  const room = random.pick(rooms);
  await line.ask(`JOIN ${room}\r\n`, / 366 /);
  const lagMs = random.pick([null, 30_000, 60_000, 90_000]);
  await followHabits(place, line.isOpen, [
    [drawDelay(random, 5000, 600_000), () => line.say(`PRIVMSG ${room} :${drawWords(random)}\r\n`)],
    ...(lagMs === null
      ? []
      : [[() => random.about(lagMs, 0.01), () => line.say(`PING LAG${Date.now()}\r\n`)] as Habit]),
  ]);
  if (line.isOpen() && random.chance(0.7)) line.say('QUIT :bye\r\n');
  line.leave();
}
