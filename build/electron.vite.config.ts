/** Bundles main (with the engine and the cap child), preload and renderer; `electron-vite dev` adds hot reload. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { neverBundled } from './never-bundled.js';

const root = path.resolve(import.meta.dirname, '..');
const from = (file: string) => path.join(root, file);

/** Electron 25 can't load ES modules in its main process, while package.json says `module`: out/main says otherwise. */
const markAsCommonJs: Plugin = {
  name: 'mark-as-commonjs',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

export default defineConfig({
  main: {
    plugins: [markAsCommonJs],
    build: {
      outDir: from('out/main'),
      target: 'node18',
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: from('main/app/main.ts'),
          'engine-process': from('main/engine/engine-process.ts'),
          'cap-child': from('main/capture/cap-child.ts'),
          'scan-worker': from('main/similarity/scan/scan-worker.ts'),
        },
        external: neverBundled,
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: from('out/preload'),
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: from('main/preload/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react()],
    build: {
      outDir: from('out/renderer'),
      target: 'chrome114',
      minify: true,
      rolldownOptions: { input: from('renderer/index.html') },
    },
  },
});
