/** openssh: people who type, shells left alone, programs watched from afar, tunnels, copies. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

const commands = [
  'ls -la /usr/share',
  'date',
  'uptime',
  'df -h',
  'cat /etc/hosts.allow',
  'ps aux | head -20',
  'cat /etc/services | head -60',
  'history | tail',
  'free -m',
  'echo done',
];

export const ssh: Service = {
  name: 'ssh',
  weight: 10,
  doors: [
    ['plain', 22],
    ['plain', 2222],
  ],
  programs: ['sshd', 'ssh', 'ssh-keygen', 'dbclient', 'dropbearconvert'],
  async start({ folder, random }: ServerPlace) {
    const hostKeys = random.pick([['ed25519'], ['rsa', 'ed25519'], ['ecdsa', 'ed25519', 'rsa']]);
    const makeKey = (type: string, name: string): void =>
      void execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', join(folder, name)]);
    for (const type of hostKeys) makeKey(type, `host_${type}`);
    makeKey('rsa', 'client');
    copyFileSync(join(folder, 'client.pub'), join(folder, 'authorized_keys'));
    execFileSync('dropbearconvert', ['openssh', 'dropbear', join(folder, 'client'), join(folder, 'client.db')], {
      stdio: 'ignore',
    });
    mkdirSync('/run/sshd', { recursive: true });
    const settings = join(folder, 'sshd_config');
    const lines = [
      'Port 22',
      'Port 2222',
      'ListenAddress 0.0.0.0',
      ...hostKeys.map((type) => `HostKey ${join(folder, `host_${type}`)}`),
      `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
      'PermitRootLogin prohibit-password',
      'StrictModes no',
      'UsePAM no',
      'UseDNS no',
      'PidFile none',
      'MaxStartups 100',
      `ClientAliveInterval ${random.pick([0, 0, 30, 60, 120])}`,
      'Subsystem sftp internal-sftp',
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    writeFileSync(join(folder, 'big'), Buffer.alloc(3_000_000, 'kanaria '));
    startProgram('sshd', ['-D', '-e', '-f', settings]);
    await waitForPort(22);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const how = random.pick([
      'types',
      'types',
      'types',
      'waits',
      'waits',
      'watches',
      'watches',
      'tunnels',
      'copies',
    ] as const);
    if (how === 'types') await typeCommands(place);
    else if (how === 'waits') await runShell(place, ['-tt'], shell, () => Promise.resolve());
    else if (how === 'watches') await runShell(place, random.chance(0.5) ? ['-tt'] : [], drawWatch(place));
    else if (how === 'tunnels') await forward(place);
    else await copy(place);
  },
};

const shell = 'env HISTFILE= bash --norc -i';

/** ssh, or dropbear's client for one in five. */
async function runShell(
  place: ClientPlace,
  options: readonly string[],
  command: string,
  feed?: (say: (text: string) => boolean) => Promise<void>,
): Promise<void> {
  const { address, port, clientAddress, random, serverFolder } = place;
  const aliveSeconds = random.pick([0, 0, 10, 15, 30, 60, 60]);
  const stdio = { stdio: ['pipe', 'ignore', 'ignore'] as ('pipe' | 'ignore')[] };
  if (random.chance(0.2)) {
    const alive = aliveSeconds > 0 ? ['-K', `${aliveSeconds}`] : [];
    const terminal = options.includes('-tt') ? ['-t'] : [];
    const key = ['-y', '-y', '-i', join(serverFolder, 'client.db'), '-p', `${port}`];
    await runClient(place, 'dbclient', [...key, ...alive, ...terminal, `root@${address}`, command], stdio, feed);
    return;
  }
  const args = [
    ...sshOptions(place),
    '-p',
    `${port}`,
    '-b',
    clientAddress,
    '-o',
    `ServerAliveInterval=${aliveSeconds}`,
  ];
  await runClient(place, 'ssh', [...args, ...options, `root@${address}`, command], stdio, feed);
}

function sshOptions({ serverFolder, random }: ClientPlace): string[] {
  const ciphers = random.pick(['chacha20-poly1305@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes128-ctr']);
  const macs = random.pick(['umac-64-etm@openssh.com', 'hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512']);
  const settings = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'IdentitiesOnly=yes',
    `Ciphers=${ciphers}`,
    `MACs=${macs}`,
    ...(random.chance(0.3) ? ['Compression=yes'] : []),
    ...(random.chance(0.3) ? ['IPQoS=none'] : []),
  ];
  return ['-F', 'none', '-i', join(serverFolder, 'client'), ...settings.flatMap((setting) => ['-o', setting])];
}

/** Types letter after letter, reads, thinks, types again. */
async function typeCommands(place: ClientPlace): Promise<void> {
  const { random } = place;
  const pauseMs = random.logBetween(4000, 240_000);
  const keyMs = random.between(70, 260);
  await runShell(place, ['-tt'], shell, async (say) => {
    if (!(await place.pause(3000))) return;
    do {
      for (const letter of `${random.pick(commands)}\n`)
        if (!say(letter) || !(await place.pause(random.logNormal(keyMs, 0.5)))) return;
    } while (await place.pause(random.exponential(pauseMs)));
  });
}

/** A program on the other side that goes on printing. */
function drawWatch({ random }: ClientPlace): string {
  const seconds = random.pick([1, 2, 5, 5, 10, 30, 60]);
  return random.pick([
    `while sleep ${seconds}; do date; done`,
    `while sleep ${seconds}; do uptime; cat /proc/loadavg; done`,
    `while sleep ${seconds}; do head -c ${random.integer(20, 1500)} /etc/services; done`,
    `vmstat ${seconds}`,
  ]);
}

/** A port of the other side brought here, with requests through it. */
async function forward(place: ClientPlace): Promise<void> {
  const { address, port, random } = place;
  const local = random.integer(20_000, 30_000);
  const everyMs = random.logBetween(1000, 60_000);
  const args = [...sshOptions(place), '-p', `${port}`, '-N', '-o', 'ServerAliveInterval=30'];
  const tunnel = ['-L', `127.0.0.1:${local}:127.0.0.1:22`, `root@${address}`];
  const requests = async (): Promise<void> => {
    while (await place.pause(random.exponential(everyMs))) {
      // The greeting of a server is as good as any small answer.
      const url = `telnet://127.0.0.1:${local}`;
      await runClient(place, 'curl', ['-s', '-m', '2', '-o', join(place.folder, 'answer'), url]).catch(() => undefined);
    }
  };
  await Promise.all([runClient(place, 'ssh', [...args, ...tunnel]), requests()]);
}

/** sftp at a limited rate, up or down. */
async function copy(place: ClientPlace): Promise<void> {
  const { address, port, random, folder, serverFolder } = place;
  const rate = ['-l', `${random.integer(100, 4000)}`];
  const args = ['-q', '-P', `${port}`, ...sshOptions(place), ...rate];
  await runClient(place, 'scp', [...args, `root@${address}:${join(serverFolder, 'big')}`, join(folder, 'big')]);
}
