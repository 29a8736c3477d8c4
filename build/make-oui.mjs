/**
 * `node build/make-oui.mjs [FILE]`: makes models/oui.txt from the IEEE's public register of MAC prefixes (MA-L) as Debian's
 * package ieee-data carries it: one line for each prefix, sorted, names shortened.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const source = process.argv[2] ?? '/usr/share/ieee-data/oui.txt';
const dropped =
  /[,.]|\b(?:incorporated|inc|corporation|corporate|corp|company|co|limited|ltd|llc|gmbh|ag|sa|s a|srl|spa|bv|b v|nv|oy|ab|as|a s|kg|plc|pty|pte|pvt|private|international|technologies|technology|electronics|electronic|communications|communication|systems|group|holdings?|industrial|industries)\b/gi;
const mostCharacters = 28;

const vendors = new Map();
for (const line of readFileSync(source, 'utf8').split('\n')) {
  const match = /^([0-9A-F]{2})-([0-9A-F]{2})-([0-9A-F]{2})\s+\(hex\)\s+(.+?)\s*$/.exec(line);
  if (!match) continue;
  const full = match[4].normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  const short = full.replace(dropped, ' ').replace(/\s+/g, ' ').trim();
  vendors.set(match.slice(1, 4).join(''), (short.length > 1 ? short : full).slice(0, mostCharacters).trim());
}
const head = `# Makers by the first three bytes of a MAC, shortened from the IEEE's public register MA-L (Debian's ieee-data).
# Made by: node build/make-oui.mjs
`;
const lines = [...vendors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([prefix, name]) => `${prefix} ${name}\n`);
writeFileSync('models/oui.txt', head + lines.join(''));
console.log(`${vendors.size} prefixes`);
