/** Certificates as servers of all kinds have them: self-signed by default, bought with a chain, with RSA or elliptic curves. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const key = {
  rsa2048: ['-newkey', 'rsa:2048'],
  rsa4096: ['-newkey', 'rsa:4096'],
  p256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1'],
} as const;

/** One certificate: `names` in its list of names, `chain` certificates above it that the server sends along. */
interface Wish {
  readonly key: keyof typeof key;
  readonly subject: string;
  readonly names: number;
  readonly chain: 0 | 1 | 2;
}

const wishes: readonly Wish[] = [
  { key: 'rsa2048', subject: '/CN=localhost', names: 0, chain: 0 },
  { key: 'p256', subject: '/CN=server', names: 0, chain: 0 },
  { key: 'rsa4096', subject: '/C=AU/ST=Some-State/O=Internet Widgits Pty Ltd', names: 0, chain: 0 },
  { key: 'rsa2048', subject: '/CN=mail.example.net', names: 1, chain: 1 },
  { key: 'p256', subject: '/CN=www.example.com', names: 2, chain: 1 },
  { key: 'rsa2048', subject: '/CN=example.org', names: 3, chain: 2 },
  { key: 'p384', subject: '/CN=api.example.com', names: 12, chain: 2 },
  { key: 'rsa2048', subject: '/CN=cdn.example.com', names: 60, chain: 2 },
  { key: 'rsa4096', subject: '/O=Example Ltd/CN=gateway.example.org', names: 5, chain: 1 },
];

/** How many certificates there are, numbered from 0. */
export const certificateCount = wishes.length;

/** Writes `N.crt` (with its chain) and `N.key` for every certificate, and `authority.crt`, with the `openssl` program. */
export function makeCertificates(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = (name: string): string => join(folder, name);
  const request = (wish: Pick<Wish, 'key' | 'subject'>, ...rest: readonly string[]): void => {
    const subject = ['-subj', wish.subject, '-days', '398', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...key[wish.key], ...subject, ...rest], { stdio: 'ignore' });
  };
  const signedBy = (issuer: string): string[] => ['-CA', file(`${issuer}.crt`), '-CAkey', file(`${issuer}.key`)];
  const into = (name: string): string[] => ['-out', file(`${name}.crt`), '-keyout', file(`${name}.key`)];
  request({ key: 'rsa2048', subject: '/C=US/O=Example Trust/CN=Example Root X1' }, ...into('authority'));
  const middle = { key: 'rsa2048', subject: '/C=US/O=Example Trust Services/CN=Example Intermediate R3' } as const;
  request(middle, ...into('intermediate'), ...signedBy('authority'));
  wishes.forEach((wish, number) => {
    const name = String(number);
    if (wish.chain === 0) {
      request(wish, ...into(name));
      return;
    }
    const names = Array.from({ length: wish.names }, (_, at) => `DNS:host-${at}.example.com`).join(',');
    const extras = ['-addext', `subjectAltName=${names}`, '-addext', 'extendedKeyUsage=serverAuth,clientAuth'];
    request(wish, ...into(name), ...signedBy('intermediate'), ...extras);
    appendFileSync(file(`${name}.crt`), readFileSync(file('intermediate.crt')));
    if (wish.chain === 2) appendFileSync(file(`${name}.crt`), readFileSync(file('authority.crt')));
  });
  writeFileSync(file('README'), 'Made for one run of the lab; nothing trusts them.\n');
}
