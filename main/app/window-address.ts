/** Where the window's page comes from: our own scheme, or the dev server while developing. */
import { app } from 'electron';

export const scheme = 'app';
const origin = `${scheme}://kanaria`;

/** The dev server's origin, only in an unpackaged app. */
function devOrigin(): string | null {
  const url = process.env.ELECTRON_RENDERER_URL;
  return !app.isPackaged && url ? new URL(url).origin : null;
}

/** The page that the window loads. */
export function windowUrl(): string {
  return `${devOrigin() ?? origin}/index.html`;
}

/** Whether a page is ours. */
export function isOurPage(url: string): boolean {
  return isInside(url, devOrigin() ?? origin);
}

/** Whether the window may fetch something. */
export function mayLoad(url: string): boolean {
  const dev = devOrigin();
  if (isInside(url, origin)) return true;
  // Developer tools load themselves; the dev server also speaks WebSocket.
  return (
    dev !== null && (isInside(url, dev) || isInside(url, dev.replace(/^http/, 'ws')) || url.startsWith('devtools://'))
  );
}

function isInside(url: string, from: string): boolean {
  return url === from || url.startsWith(`${from}/`);
}
