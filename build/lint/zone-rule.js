import { builtinModules } from 'node:module';
import path from 'node:path';
import { zones } from '../zones.js';

const builtins = new Set(builtinModules);

/**
 * True when `file` is `key` itself (with or without its extension) or lies below it.
 * @param {string} file
 * @param {string} key
 */
function isInside(file, key) {
  return file === key || file === key.replace(/\.ts$/, '') || file.startsWith(`${key}/`);
}

/**
 * The key of `zones` that a file belongs to, the longest one; null outside all zones.
 * @param {string} file relative to the repository, with slashes
 * @returns {string | null}
 */
export function zoneOf(file) {
  const keys = Object.keys(zones).filter((key) => isInside(file, key));
  return keys.sort((a, b) => b.length - a.length)[0] ?? null;
}

/**
 * Why a file may not import a module, as a sentence, or null when it may.
 * @param {string} file relative to the repository, with slashes
 * @param {string} specifier as written in the import
 * @returns {string | null}
 */
export function whyForbidden(file, specifier) {
  const from = zoneOf(file);
  if (from === null) return null;
  const { imports, packages } = zones[from];
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier.split('?')[0]);
    if ([from, ...imports].some((key) => isInside(target, key))) return null;
    return `${from} may not import ${zoneOf(target) ?? target}: imports point back along the way of the packet.`;
  }
  const name = packageName(specifier);
  const isAllowed = Array.isArray(packages) ? packages.includes(name) : packages === 'any' || name !== 'electron';
  return isAllowed ? null : `${from} may not import ${name === 'node' ? 'node modules' : name}.`;
}

/** @param {string} specifier */
function packageName(specifier) {
  const parts = specifier.split('/');
  if (specifier.startsWith('node:') || builtins.has(parts[0])) return 'node';
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

/**
 * ESLint rule: keeps every import inside the table of build/zones.js.
 * @type {import('eslint').Rule.RuleModule}
 */
export const zoneRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{reason}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    /** @param {import('estree').Node | null | undefined} source */
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = whyForbidden(file, source.value);
      if (reason !== null) context.report({ node: source, messageId: 'forbidden', data: { reason } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument?.literal),
    };
  },
};
