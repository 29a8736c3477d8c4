/** Renders build/icons/*.svg to the PNGs beside them, with Chromium. Run it after changing a drawing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './freshness.mjs';

const folder = path.join(root, 'build/icons');
const executablePath = process.env.KANARIA_CHROMIUM ?? '/usr/bin/chromium';

/** File below build/icons, drawing, size in pixels, colour of `currentColor`. */
const pictures = [
  ...[16, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
    file: `app/${size}x${size}.png`,
    drawing: 'kanaria.svg',
    size,
    colour: 'black',
  })),
  { file: 'tray/tray.png', drawing: 'kanaria-tray.svg', size: 16, colour: '#f7b90f' },
  { file: 'tray/tray@2x.png', drawing: 'kanaria-tray.svg', size: 32, colour: '#f7b90f' },
  // macOS colours a "Template" image itself.
  { file: 'tray/trayTemplate.png', drawing: 'kanaria-tray.svg', size: 16, colour: 'black' },
  { file: 'tray/trayTemplate@2x.png', drawing: 'kanaria-tray.svg', size: 32, colour: 'black' },
];

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const { file, drawing, size, colour } of pictures) {
  const svg = readFileSync(path.join(folder, drawing), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html, body { margin: 0; background: transparent; color: ${colour} } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
  );
  await page.screenshot({ path: path.join(folder, file), omitBackground: true });
}
await browser.close();
