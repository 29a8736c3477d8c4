import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { endpointsOf } from './read-conversations';

const fields = [
  'ip.src',
  'ipv6.src',
  'tcp.srcport',
  'ip.dst',
  'ipv6.dst',
  'tcp.dstport',
  'tls.handshake.version',
  'tls.handshake.ciphersuite',
  'tls.handshake.extension.type',
  'tls.handshake.sig_hash_alg_len',
  'tls.handshake.sig_hash_alg',
  'tls.handshake.extensions.supported_version',
  'tls.handshake.extensions_alpn_str',
];

const versions: Readonly<Record<number, string>> = { 0x304: '13', 0x303: '12', 0x302: '11', 0x301: '10', 0x300: 's3' };
/** Extensions whose content tshark lists as signature algorithms: the one that counts, for certificates, delegated. */
const signatureExtensions = [13, 50, 34];

/**
 * JA4 of the ClientHellos over TCP in a capture by the ends of their connection, made from the fields that tshark reads:
 * nothing of it is shared with ours.
 */
export function readJa4WithTshark(file: string): Map<string, string> {
  const args = ['-r', file, '-n', '-Y', 'tls.handshake.type == 1 && tcp && !dtls', '-T', 'fields'];
  for (const field of fields) args.push('-e', field);
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const found = new Map<string, string>();
  for (const line of stdout.split('\n').slice(0, -1)) {
    const values = line.split('\t');
    const valueOf = (field: string): string => values[fields.indexOf(field)];
    const addressOf = (end: string): string => (valueOf(`ip.${end}`) || valueOf(`ipv6.${end}`)).split(',').at(-1) ?? '';
    const ends = endpointsOf(
      addressOf('src'),
      Number(valueOf('tcp.srcport')),
      addressOf('dst'),
      Number(valueOf('tcp.dstport')),
    );
    if (!found.has(ends)) found.set(ends, fingerprint(valueOf));
  }
  return found;
}

function fingerprint(valueOf: (field: string) => string): string {
  const numbersOf = (field: string): number[] => (valueOf(field) === '' ? [] : valueOf(field).split(',').map(Number));
  const isMeant = (value: number): boolean => (value & 0x0f0f) !== 0x0a0a;
  const ciphers = numbersOf('tls.handshake.ciphersuite').filter(isMeant);
  const types = numbersOf('tls.handshake.extension.type').filter(isMeant);
  const supported = numbersOf('tls.handshake.extensions.supported_version').filter(isMeant);
  const version = supported.length > 0 ? Math.max(...supported) : numbersOf('tls.handshake.version')[0];
  const protocol = valueOf('tls.handshake.extensions_alpn_str').split(',')[0];
  const alpn = protocol === '' ? '00' : `${protocol[0]}${protocol.at(-1)}`;
  const signatures = signatureLists(
    types,
    numbersOf('tls.handshake.sig_hash_alg_len'),
    numbersOf('tls.handshake.sig_hash_alg'),
  );
  const rest = types.filter((type) => type !== 0 && type !== 16);
  const count = (list: readonly number[]): string => String(Math.min(list.length, 99)).padStart(2, '0');
  const tail = signatures.length > 0 ? `_${inHex(signatures.filter(isMeant))}` : '';
  const head = `t${versions[version] ?? '00'}${types.includes(0) ? 'd' : 'i'}${count(ciphers)}${count(types)}${alpn}`;
  return [head, hash(sorted(ciphers)), rest.length === 0 ? '0'.repeat(12) : hash(sorted(rest) + tail)].join('_');
}

/** The list of the extension "signature_algorithms" among all that tshark found. */
function signatureLists(types: readonly number[], lengths: readonly number[], values: readonly number[]): number[] {
  let from = 0;
  for (const [index, type] of types.filter((each) => signatureExtensions.includes(each)).entries()) {
    const to = from + lengths[index] / 2;
    if (type === 13) return values.slice(from, to);
    from = to;
  }
  return [];
}

function inHex(values: readonly number[]): string {
  return values.map((value) => value.toString(16).padStart(4, '0')).join(',');
}

function sorted(values: readonly number[]): string {
  return inHex(values.toSorted((a, b) => a - b));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
