/** Command lines as they may be shown: short, without what should stay secret. */

const mostCharacters = 200;
/** Options whose value is a password, a token or a wallet, as `--option value` or `--option=value`. */
const secretOption =
  /^--?(?:p|pass|passwd|password|passphrase|u|user|userpass|o-?user|wallet|token|access-token|auth|auth-token|bearer|secret|api-?key|key|credentials?|rpc-?(?:password|user)|cookie|login|account|address)$/i;
const secretName = /(?:pass(?:word|wd|phrase)?|secret|token|api_?key|credentials?|auth|cookie)[\w-]*$/i;
/** Base58, base32 or hexadecimal of the length of wallets and keys. */
const longCode = /(?<![\w/.-])(?:0x)?(?=[A-Za-z]*\d)[A-Za-z0-9]{24,}(?![\w/-])/g;
const hidden = '…';

/**
 * The arguments joined by blanks, at most 200 characters. Hidden are the values of options that are named like passwords, users
 * of pools, tokens or wallets, passwords in addresses, values of variables named like secrets, and long codes.
 */
export function hideSecrets(args: readonly string[]): string {
  const shown: string[] = [];
  let isValueSecret = false;
  for (const arg of args) {
    if (isValueSecret && !arg.startsWith('--')) {
      shown.push(hidden);
      isValueSecret = false;
      continue;
    }
    isValueSecret = false;
    const equals = arg.indexOf('=');
    const name = equals > 0 ? arg.slice(0, equals) : arg;
    if (secretOption.test(name) || (name.startsWith('-') && secretName.test(name))) {
      isValueSecret = equals < 0;
      shown.push(equals > 0 ? `${name}=${hidden}` : arg);
    } else if (equals > 0 && /^[\w.-]+$/.test(name) && secretName.test(name)) {
      shown.push(`${name}=${hidden}`);
    } else if (/^-[up][^-]/.test(arg) && !arg.includes('/')) {
      shown.push(`${arg.slice(0, 2)}${hidden}`);
    } else shown.push(hideInText(arg));
  }
  const line = shown.join(' ').replace(/\s+/g, ' ').trim();
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters - 1)}${hidden}`;
}

function hideInText(arg: string): string {
  return arg
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, `$1${hidden}@`)
    .replace(/((?:pass(?:word|wd)?|secret|token|api_?key|auth)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi, `$1${hidden}`)
    .replace(/(Bearer|Basic)\s+\S+/gi, `$1 ${hidden}`)
    .replace(longCode, hidden);
}
