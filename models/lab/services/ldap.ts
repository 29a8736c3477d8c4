/** slapd: directories that follow it, searches that stay open for changes, clients that keep a connection and ask now and then. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { bindRequest, searchRequest, successEnd, unbindRequest } from './ldap-messages';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram, startWriter, waitForPort } from './start-program';
import { openTextLine } from './text-line';

const suffix = 'dc=lab,dc=example';
const people = `ou=people,${suffix}`;
const admin = `cn=admin,${suffix}`;
const peopleCount = 40;

export const ldap: Service = {
  name: 'ldap',
  weight: 4,
  doors: [
    ['plain', 389],
    ['tls', 636],
  ],
  programs: ['slapd', 'slapadd', 'ldapmodify', 'ldapsearch'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const settings = join(folder, 'slapd.conf');
    const tls = [`TLSCertificateFile ${certificate}`, `TLSCertificateKeyFile ${key}`];
    const overlay = ['overlay syncprov', 'syncprov-checkpoint 100 10', 'syncprov-sessionlog 200'];
    writeSettings(settings, folder, tls, overlay);
    const entries = join(folder, 'entries.ldif');
    writeFileSync(entries, firstEntries(random));
    await runProgram('slapadd', ['-f', settings, '-l', entries, '-w']);
    startProgram('slapd', ['-d', '0', '-f', settings, '-h', 'ldap://0.0.0.0:389 ldaps://0.0.0.0:636']);
    await waitForPort(389);
    keepBusy(random);
  },
  async visit(place: ClientPlace) {
    const how = place.random.pick([
      'follows',
      'follows',
      'follows',
      'refreshes',
      'listens',
      'listens',
      'asks',
      'asks',
      'asks',
    ] as const);
    if (how === 'asks') await ask(place);
    else if (how === 'listens') await listen(place);
    else await follow(place, how === 'refreshes');
  },
};

/** A second directory that copies the first: told of each change, or asking for all of them every so often. */
async function follow(place: ClientPlace, asksAgain: boolean): Promise<void> {
  const { folder, random } = place;
  const settings = join(folder, 'slapd.conf');
  const period = random.pick(['00:00:00:30', '00:00:01:00', '00:00:02:00']);
  const probes = random.pick(['', '', '30:3:10', '60:5:15', '240:10:30']);
  const source = [
    'syncrepl rid=001',
    `provider=${urlOf(place)}`,
    `searchbase="${suffix}"`,
    `bindmethod=simple binddn="${admin}" credentials=secret`,
    asksAgain ? `type=refreshOnly interval=${period}` : 'type=refreshAndPersist',
    'retry="5 +"',
    ...(probes === '' ? [] : [`keepalive=${probes}`]),
    ...(place.isTls ? ['tls_reqcert=never'] : []),
  ];
  writeSettings(settings, folder, [], [source.join('\n  ')]);
  const door = `ldapi://${encodeURIComponent(join(folder, 'door'))}`;
  await runClient(place, 'slapd', ['-d', '0', '-f', settings, '-h', door]);
}

/** A search that ends with the visit only: what is there, then what changes. */
async function listen(place: ClientPlace): Promise<void> {
  const { random } = place;
  const filter = random.pick([
    '(objectClass=*)',
    '(objectClass=person)',
    `(uid=u${random.integer(0, peopleCount - 1)})`,
  ]);
  const who = random.chance(0.5) ? ['-D', admin, '-w', 'secret'] : [];
  const sync = ['-E', '!sync=rp', '-b', random.pick([suffix, people]), filter];
  const env = { ...process.env, LDAPTLS_REQCERT: 'never' };
  await runClient(place, 'ldapsearch', ['-x', '-H', urlOf(place), ...who, ...sync], { env });
}

/** A login service or an address book: bound once, it looks somebody up now and then, or only keeps the connection. */
async function ask(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  let id = 1;
  await line.ask(bindRequest(id++, admin, 'secret'), successEnd);
  const everyMs = random.logBetween(2000, 300_000);
  const delayMs = drawRhythm(random, everyMs, 0.5, 0.01);
  const wanted = random.pick([[], ['uid', 'mail'], ['uid', 'cn', 'sn', 'mail', 'description'], ['1.1']]);
  const isProbe = random.chance(0.3);
  while (line.isOpen() && (await place.pause(delayMs()))) {
    const filter = isProbe ? (['uid', 'u0'] as const) : (['uid', `u${random.integer(0, peopleCount + 5)}`] as const);
    await line.ask(searchRequest(id++ & 0x7fff, people, filter, wanted), successEnd);
  }
  if (line.isOpen() && random.chance(0.6)) line.say(unbindRequest(id));
  line.leave();
}

/** Somebody changes an entry now and then. */
function keepBusy(random: Random): void {
  const line = ['-x', '-c', '-H', 'ldap://127.0.0.1:389', '-D', admin, '-w', 'secret'];
  const write = startWriter('ldapmodify', line);
  const meanMs = random.logBetween(2000, 60_000);
  const bytes = random.logBetween(10, 400);
  repeat(
    () => random.exponential(meanMs),
    () => {
      const name = `dn: uid=u${random.integer(0, peopleCount - 1)},${people}`;
      const words = random.text(Math.ceil(random.logNormal(bytes, 0.5)));
      write(`${name}\nchangetype: modify\nreplace: description\ndescription: ${words}\n\n`);
    },
  );
}

function writeSettings(file: string, folder: string, own: readonly string[], more: readonly string[]): void {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`);
  const modules = ['loglevel none', 'modulepath /usr/lib/ldap', 'moduleload back_mdb', 'moduleload syncprov'];
  const database = ['database mdb', `suffix "${suffix}"`, `rootdn "${admin}"`, 'rootpw secret', `directory ${data}`];
  const small = ['maxsize 16777216', 'dbnosync', 'index objectClass,entryCSN,entryUUID,uid eq'];
  writeFileSync(file, [...schemas, ...modules, ...own, ...database, ...small, ...more, ''].join('\n'));
}

function firstEntries(random: Random): string {
  const entries = [
    [`dn: ${suffix}`, 'objectClass: dcObject', 'objectClass: organization', 'o: Lab', 'dc: lab'],
    [`dn: ${people}`, 'objectClass: organizationalUnit', 'ou: people'],
  ];
  for (let at = 0; at < peopleCount; at++) {
    const name = random.text(random.integer(4, 10));
    const mail = `mail: ${name}@lab.example`;
    entries.push([`dn: uid=u${at},${people}`, 'objectClass: inetOrgPerson', `cn: ${name}`, `sn: ${name}`, mail]);
  }
  return entries.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function urlOf({ address, port, isTls }: ClientPlace): string {
  return `${isTls ? 'ldaps' : 'ldap'}://${address}:${port}`;
}
