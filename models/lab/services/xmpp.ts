/** prosody (RFC 6120, 6121): presence, pings, people who write to each other now and then. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawDelay, drawWords, followHabits } from './habits';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

const users = 16;
const domain = 'lab.example';

export const xmpp: Service = {
  name: 'xmpp',
  weight: 6,
  doors: [
    ['plain', 5222],
    ['tls', 5223],
    ['tls', 5223],
  ],
  programs: ['prosody'],
  async start({ folder, certificate, key }: ServerPlace) {
    const accounts = join(folder, 'data/lab%2eexample/accounts');
    mkdirSync(accounts, { recursive: true });
    for (let user = 0; user < users; user++)
      writeFileSync(join(accounts, `u${user}.dat`), 'return { ["password"] = "secret"; };\n');
    const settings = join(folder, 'prosody.cfg.lua');
    writeFileSync(
      settings,
      `
        run_as_root = true
        daemonize = false
        data_path = "${folder}/data"
        pidfile = "${folder}/pid"
        log = { error = "${folder}/log" }
        interfaces = { "0.0.0.0" }
        modules_enabled = { "roster", "saslauth", "disco", "ping", "posix", "pep" }
        modules_disabled = { "s2s", "tls" }
        c2s_require_encryption = false
        allow_unencrypted_plain_auth = true
        authentication = "internal_plain"
        c2s_ports = { 5222 }
        c2s_direct_tls_ports = { 5223 }
        ssl = { certificate = "${certificate}"; key = "${key}" }
        VirtualHost "${domain}"
      `,
    );
    startProgram('prosody', ['--config', settings]);
    await waitForPort(5222);
  },
  visit: talkXmpp,
};

async function talkXmpp(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place, domain);
  const user = `u${random.integer(0, users - 1)}`;
  const resource = random.pick(['phone', 'desk', `gajim.${random.text(8)}`, random.text(10)]);
  const open = `<?xml version='1.0'?><stream:stream to='${domain}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;
  await line.ask(open, /<\/stream:features>/);
  const secret = Buffer.from(`\0${user}\0secret`).toString('base64');
  await line.ask(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`, /<success/);
  await line.ask(open, /<\/stream:features>/);
  await line.ask(
    `<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`,
    /id='b1'/,
  );
  await line.ask("<iq type='get' id='r1'><query xmlns='jabber:iq:roster'/></iq>", /id='r1'/);
  line.say(
    "<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://lab' ver='q07='/></presence>",
  );
  line.onText((text) => {
    const ping = /<iq[^>]*id='([^']+)'[^>]*type='get'[^>]*><ping/.exec(text);
    if (ping !== null) line.say(`<iq type='result' id='${ping[1]}' to='${domain}'/>`);
  });
  const pingMs = random.pick([30_000, 60_000, 60_000, 120_000, 180_000, 300_000]);
  const isSpace = random.chance(0.4);
  let pings = 0;
  const say = (): void => line.say(chatStanza(random));
  await followHabits(place, line.isOpen, [
    [() => random.about(pingMs, 0.005), () => line.say(isSpace ? ' ' : pingStanza(pings++))],
    [drawDelay(random, 8000, 600_000), say],
    [
      drawDelay(random, 60_000, 1_200_000),
      () => line.say(`<presence><show>${random.pick(['away', 'chat', 'dnd'])}</show></presence>`),
    ],
  ]);
  if (line.isOpen()) line.say('</stream:stream>');
  line.leave();
}

function pingStanza(number: number): string {
  return `<iq type='get' id='ping${number}' to='${domain}'><ping xmlns='urn:xmpp:ping'/></iq>`;
}

function chatStanza(random: Random): string {
  const to = `u${random.integer(0, users - 1)}@${domain}`;
  return `<message type='chat' id='${random.text(8)}' to='${to}'><body>${drawWords(random)}</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>`;
}
