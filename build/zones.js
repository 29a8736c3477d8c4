/**
 * Who may import whom. Keys are folders (or single files), the longest matching key counts; values are what its files
 * may import besides their own folder. An import points back along the way of the packet, never forward:
 * capture -> decode -> flow -> features -> inference -> verdict. The tsconfig projects in build/tsconfig draw the same
 * zones more coarsely; build/lint/zone-rule.js checks this table.
 *
 * @typedef {{ imports: string[], packages: 'any' | 'no-electron' | string[] }} Zone
 */

const wayToVerdict = ['main/decode', 'main/flow', 'main/features', 'main/inference', 'main/verdict'];

/** Everything below the composition roots: what the engine runs on. */
const engineParts = [
  'package.json',
  'shared',
  'main/capture',
  ...wayToVerdict,
  'main/pipeline.ts',
  'main/pipeline-counts.ts',
  'main/find-resource.ts',
  'main/host',
  'main/similarity',
  'main/settings',
  'main/history',
  'main/report',
];

/** Pure zones take no package at all: neither node, nor DOM, nor electron. */
const pure = (/** @type {string[]} */ ...imports) => ({ imports: ['shared', ...imports], packages: [] });
const node = (/** @type {string[]} */ ...imports) => ({ imports, packages: /** @type {const} */ ('no-electron') });

/** @type {Record<string, Zone>} */
export const zones = {
  shared: { imports: [], packages: ['zod'] },
  'main/decode': pure(),
  'main/flow': pure('main/decode'),
  'main/features': pure('main/decode', 'main/flow'),
  'main/inference': pure('main/decode', 'main/flow', 'main/features', 'main/instantiate-wasm.ts'),
  'main/verdict': pure('main/decode', 'main/flow', 'main/features', 'main/inference'),
  'main/find-resource.ts': node(),
  'main/instantiate-wasm.ts': pure(),
  'main/capture': node('shared', 'main/find-resource.ts', 'main/settings'),
  'main/host': node(
    'shared',
    'main/find-resource.ts',
    'main/decode/parse-address.ts',
    'main/decode/format-address.ts',
    'main/capture/run-program.ts',
  ),
  'main/similarity/tlsh': pure('main/instantiate-wasm.ts'),
  'main/similarity/search': pure('main/similarity/tlsh'),
  'main/similarity/clusters': pure('main/similarity/tlsh', 'main/similarity/search'),
  'main/similarity/formats': pure(),
  'main/similarity/assess': pure(
    'main/similarity/tlsh',
    'main/similarity/search',
    'main/similarity/clusters',
    'main/similarity/formats',
  ),
  'main/similarity': node('shared', 'main/find-resource.ts', 'main/settings'),
  'main/settings': node('shared'),
  'main/history': node('shared', 'main/settings', 'main/report'),
  'main/report': node(
    'shared',
    'main/find-resource.ts',
    ...wayToVerdict,
    'main/pipeline.ts',
    'main/pipeline-counts.ts',
  ),
  'main/pipeline-counts.ts': node('shared', ...wayToVerdict),
  'main/pipeline.ts': node('shared', 'main/capture', ...wayToVerdict, 'main/pipeline-counts.ts'),
  'main/engine': node(...engineParts),
  'main/serve': node(...engineParts, 'main/engine'),
  'main/cli': node(...engineParts, 'main/engine', 'main/serve'),
  'main/preload': { imports: ['shared'], packages: ['electron'] },
  'main/app': { imports: [...engineParts, 'main/engine', 'main/serve', 'main/preload'], packages: 'any' },
  renderer: {
    imports: ['shared'],
    packages: ['react', 'react-dom', 'uplot', '@tanstack/react-virtual', 'zod'],
  },
  models: node(...engineParts, 'main/engine', 'build'),
  build: { imports: [], packages: 'any' },
  tests: { imports: ['shared', 'main', 'renderer', 'models', 'build'], packages: 'any' },
};
