/** dovecot with mail programs that wait for mail (IDLE, RFC 2177) or ask for it now and then, and mail that comes. */
import { chownSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openTextLine, type TextLine } from './text-line';

const users = 12;
const nobody = 65534;

export const imap: Service = {
  name: 'imap',
  weight: 9,
  doors: [
    ['plain', 143],
    ['tls', 993],
    ['tls', 993],
  ],
  programs: ['dovecot', 'fetchmail'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const mail = join(folder, 'mail');
    const settings = join(folder, 'dovecot.conf');
    writeFileSync(settings, configuration(folder, certificate, key, random));
    const boxes = Array.from({ length: users }, (_, user) => join(mail, `u${user}`));
    for (const box of boxes) {
      for (const part of ['', 'cur', 'new', 'tmp']) {
        mkdirSync(join(box, part), { recursive: true });
        chownSync(join(box, part), nobody, nobody);
      }
      for (let old = random.integer(0, 40); old > 0; old--) deliver(box, random);
    }
    chownSync(mail, nobody, nobody);
    startProgram('dovecot', ['-F', '-c', settings]);
    await waitForPort(143);
    for (const box of boxes) {
      const meanMs = random.logBetween(15_000, 900_000);
      repeat(
        () => random.exponential(meanMs),
        () => deliver(box, random),
      );
    }
  },
  async visit(place: ClientPlace) {
    if (!place.isTls && place.random.chance(0.2)) await runFetchmail(place);
    else await readMail(place);
  },
};

function configuration(folder: string, certificate: string, key: string, random: Random): string {
  return `
    base_dir = ${folder}/run
    log_path = ${folder}/log
    protocols = imap
    listen = 0.0.0.0
    ssl = yes
    ssl_cert = <${certificate}
    ssl_key = <${key}
    disable_plaintext_auth = no
    mail_location = maildir:${folder}/mail/%u
    mail_max_userip_connections = 1000
    imap_idle_notify_interval = ${random.pick(['1 mins', '2 mins', '2 mins', '4 mins'])}
    first_valid_uid = 1
    passdb {
      driver = static
      args = password=secret
    }
    userdb {
      driver = static
      args = uid=${nobody} gid=${nobody} home=${folder}/mail/%u allow_all_users=yes
    }
  `;
}

let mails = 0;

/** Puts a mail into the box as Maildir asks: written aside and moved when it is whole, for dovecot takes it at once. */
function deliver(box: string, random: Random): void {
  const name = `${Date.now()}.M${mails++}.lab`;
  const headers = `From: ${random.text(8)}@example.org\r\nTo: somebody@example.org\r\nSubject: ${random.text(random.integer(5, 50))}\r\n`;
  const body = random.text(Math.round(random.logNormal(2500, 1.2))).replace(/.{70}/g, '$&\r\n');
  const aside = join(box, 'tmp', name);
  writeFileSync(aside, `${headers}Message-ID: <${name}@example.org>\r\n\r\n${body}\r\n`);
  chownSync(aside, nobody, nobody);
  renameSync(aside, join(box, 'new', name));
}

/** fetchmail in IDLE, or polling each minute or so. */
async function runFetchmail(place: ClientPlace): Promise<void> {
  const { address, folder, random } = place;
  const settings = join(folder, 'fetchmailrc');
  const user = `user "u${random.integer(0, users - 1)}" password "secret" keep`;
  const idles = random.chance(0.7);
  writeFileSync(
    settings,
    `${idles ? '' : `set daemon ${random.integer(20, 90)}\n`}poll ${address} protocol imap auth password ${user} ${idles ? 'idle' : ''} sslproto "" mda "cat >/dev/null"\n`,
    { mode: 0o600 },
  );
  const args = ['-f', settings, '-i', join(folder, 'ids'), '--pidfile', join(folder, 'pid'), '--nodetach', '-s'];
  await runClient(place, 'fetchmail', args, { env: { ...process.env, HOME: folder, FETCHMAILHOME: folder } });
}

async function readMail(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  const prefix = random.pick(['a', 'A', '', `${random.text(4)} `.trim(), 'TAG']);
  const digits = random.pick([0, 3, 4, 6]);
  let number = 0;
  const command = (text: string): Promise<string> => {
    const tag = `${prefix}${String(++number).padStart(digits, '0')}`;
    return line.ask(`${tag} ${text}\r\n`, new RegExp(`(?:^|\\n)${tag} (?:OK|NO|BAD)[^\\n]*\\n`));
  };
  await line.ask('', /^\* OK[^\n]*\n/);
  if (random.chance(0.4)) await command('ID ("name" "Mail" "version" "3.1")');
  await command(`LOGIN u${random.integer(0, users - 1)} secret`);
  if (random.chance(0.5)) await command('NAMESPACE');
  if (random.chance(0.7)) await command('LIST "" "*"');
  const box = await command('SELECT INBOX');
  if (random.chance(0.6)) await command('UID FETCH 1:* (FLAGS)');
  const known = Number(/\* (\d+) EXISTS/.exec(box)?.[1] ?? 0);
  if (random.chance(0.65)) await idle(place, line, command, known);
  else await poll(place, command, known);
  if (line.isOpen() && random.chance(0.6)) await command('LOGOUT').catch(() => '');
  line.leave();
}

type Command = (text: string) => Promise<string>;

/** Waits in IDLE, renews it, fetches what is new. */
async function idle(place: ClientPlace, line: TextLine, command: Command, known: number): Promise<void> {
  const { random } = place;
  const renewMs = random.pick([60_000, 120_000, 300_000, 540_000, 1_740_000]);
  const fetches = random.chance(0.8);
  let count = known;
  line.onText((text) => {
    for (const found of text.matchAll(/\* (\d+) EXISTS/g)) count = Number(found[1]);
  });
  for (let seen = known; line.isOpen() && place.leftMs() > 0;) {
    await line.ask(`${random.text(4)} IDLE\r\n`, /^\+ /m);
    const untilMs = performance.now() + renewMs;
    while (count <= seen && line.isOpen() && performance.now() < untilMs) if (!(await place.pause(200))) break;
    await line.ask('DONE\r\n', /OK Idle completed/);
    if (count > seen && fetches) await command(`FETCH ${seen + 1}:${count} (UID FLAGS BODY.PEEK[])`);
    seen = count;
  }
}

/** Asks whether there is anything new. */
async function poll(place: ClientPlace, command: Command, known: number): Promise<void> {
  const { random } = place;
  const everyMs = random.pick([10_000, 30_000, 60_000, 60_000, 120_000]);
  const question = random.pick(['NOOP', 'NOOP', 'CHECK', 'STATUS INBOX (MESSAGES UNSEEN)']);
  for (let seen = known; await place.pause(random.about(everyMs, 0.01));) {
    const count = Number(/\* (\d+) EXISTS/.exec(await command(question))?.[1] ?? seen);
    if (count > seen) await command(`FETCH ${seen + 1}:${count} (UID FLAGS BODY.PEEK[HEADER])`);
    seen = count;
  }
}
