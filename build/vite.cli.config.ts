/** Bundles the command line into one file that needs node and nothing else. */
import path from 'node:path';
import { defineConfig } from 'vite';
import { neverBundled } from './never-bundled.js';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: path.join(root, 'out/cli'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { kanaria: path.join(root, 'main/cli/kanaria.ts') },
      external: neverBundled,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
