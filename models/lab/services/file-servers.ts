/** Files: rsync, git, and a Windows share. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

const rsync: Service = {
  name: 'rsync',
  weight: 2,
  doors: [['plain', 873]],
  mostSeconds: 120,
  programs: ['rsync'],
  async start({ folder, random }: ServerPlace) {
    writeFiles(join(folder, 'files'), random);
    const settings = join(folder, 'rsyncd.conf');
    writeFileSync(settings, `uid = root\nuse chroot = no\n[files]\npath = ${join(folder, 'files')}\n`);
    startProgram('rsync', ['--daemon', '--no-detach', '--config', settings, '--address', '0.0.0.0']);
    await waitForPort(873);
  },
  async visit(place: ClientPlace) {
    const rate = `--bwlimit=${place.random.integer(20, 1500)}`;
    const source = `rsync://${place.address}:${place.port}/files/`;
    await runClient(place, 'rsync', ['-a', rate, '--address', place.clientAddress, source, join(place.folder, 'copy')]);
  },
};

const git: Service = {
  name: 'git',
  weight: 2,
  doors: [['plain', 9418]],
  mostSeconds: 300,
  programs: ['git'],
  async start({ folder, random }: ServerPlace) {
    const work = join(folder, 'files');
    writeFiles(work, random);
    const run = (...args: string[]): void =>
      void execFileSync('git', ['-C', work, '-c', 'user.name=lab', '-c', 'user.email=lab@example.org', ...args], {
        stdio: 'ignore',
      });
    run('init');
    run('add', '.');
    run('commit', '-m', 'Files');
    startProgram('git', ['daemon', `--base-path=${folder}`, '--export-all', '--reuseaddr', '--listen=0.0.0.0']);
    await waitForPort(9418);
  },
  async visit(place: ClientPlace) {
    const url = `git://${place.address}:${place.port}/files`;
    // A build machine looks every few seconds; others fetch all of it.
    if (place.random.chance(0.4)) {
      await runClient(place, 'git', ['clone', '-q', url, join(place.folder, 'copy')]);
      return;
    }
    do await runClient(place, 'git', ['ls-remote', '-q', url]);
    while (await place.pause(place.random.about(15_000, 0.2)));
  },
};

const samba: Service = {
  name: 'samba',
  weight: 3,
  doors: [['plain', 445]],
  programs: ['smbd', 'smbclient'],
  async start({ folder, random }: ServerPlace) {
    writeFiles(join(folder, 'files'), random);
    const settings = join(folder, 'smb.conf');
    const folders = ['lock', 'state', 'cache', 'pid', 'private', 'ncalrpc'].map((name) => {
      mkdirSync(join(folder, name), { recursive: true });
      const option = name === 'private' ? 'private dir' : name === 'ncalrpc' ? 'ncalrpc dir' : `${name} directory`;
      return `${option} = ${join(folder, name)}`;
    });
    const lines = [
      '[global]',
      ...folders,
      'map to guest = Bad User',
      'guest account = root',
      'disable netbios = yes',
      'smb ports = 445',
      'load printers = no',
      `log file = ${join(folder, 'log')}`,
      '[files]',
      `path = ${join(folder, 'files')}`,
      'guest ok = yes',
      '',
    ];
    writeFileSync(settings, lines.join('\n'));
    startProgram('smbd', ['-F', '--no-process-group', '-s', settings]);
    await waitForPort(445);
  },
  async visit(place: ClientPlace) {
    const { address, random, folder } = place;
    const meanMs = random.logBetween(5000, 300_000);
    const args = ['-N', '-s', '/dev/null', `//${address}/files`];
    await runClient(place, 'smbclient', args, { cwd: folder }, async (say) => {
      while (await place.pause(random.exponential(meanMs)))
        if (!say(`${random.pick(['ls', 'ls', 'pwd', 'volume', `get ${random.integer(0, 9)}.bin x`])}\n`)) return;
    });
  },
};

export const fileServices = [rsync, git, samba];

function writeFiles(folder: string, random: Random): void {
  mkdirSync(folder, { recursive: true });
  for (let file = 0; file < 12; file++) {
    const text = random.text(Math.round(random.logBetween(200, 40_000)));
    writeFileSync(join(folder, `${file}.bin`), text.repeat(random.integer(1, 12)));
  }
}
