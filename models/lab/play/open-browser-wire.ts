/** WebSockets opened by a real Chromium, one page each; what they say is decided here. */
import type { Browser } from 'playwright-core';
import { findProgram } from '../services/find-program';
import type { Conversation } from '../plan/conversation';
import type { Wire } from './wire';

/** Where a browser may be, or null. */
function findBrowser(): string | null {
  return ['chromium', 'google-chrome', 'chromium-browser'].map(findProgram).find((path) => path !== null) ?? null;
}

/** Ports of mail and chat that browsers do not open WebSockets to (Fetch standard, 2.9), as far as they are drawn. */
const closedPorts = new Set([143, 993, 6667]);

/** Whether a page opens the WebSocket of this conversation. */
export function isInBrowser({ carriage, habits, port }: Conversation): boolean {
  return (
    carriage.webSocket !== null &&
    carriage.tls?.isCbc !== true &&
    habits.usesBrowser &&
    !closedPorts.has(port) &&
    findBrowser() !== null
  );
}

let browser: Promise<Browser> | null = null;

async function launch(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      // Servers at private addresses too: pages without TLS may not even ask for the permission.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
}

/** What a page gives back of its socket. */
type Told = { kind: 'open' } | { kind: 'closed' } | { kind: 'message'; bytes: number };

/** Opens a page at the conversation's origin and its WebSocket there; resolves when that is open. */
export async function openBrowserWire(conversation: Conversation): Promise<Wire> {
  const { carriage, host, port } = conversation;
  const isTls = carriage.tls !== null;
  browser ??= launch();
  const page = await (await browser).newPage();
  const origin = `${isTls ? 'https' : 'http'}://page-${conversation.index}.example/`;
  await page.route(origin, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Page</title>' }));
  await page.goto(origin);
  const hearers = { open: [] as (() => void)[], data: [] as ((bytes: number) => void)[], closed: [] as (() => void)[] };
  await page.exposeFunction('tell', (told: Told) => {
    if (told.kind === 'open') for (const hear of hearers.open) hear();
    else if (told.kind === 'closed') for (const hear of hearers.closed) hear();
    else for (const hear of hearers.data) hear(told.bytes);
  });
  // The name leads to the server through the hosts file.
  const url = `${isTls ? 'wss' : 'ws'}://${host}:${port}${carriage.webSocket?.path ?? '/'}`;
  const opened = new Promise<void>((resolve, reject) => {
    hearers.open.push(resolve);
    hearers.closed.push(() => reject(new Error(`The browser could not open ${url}.`)));
  });
  const evaluate = (program: string): void => void page.evaluate(program).catch(() => undefined);
  evaluate(`
    const socket = new WebSocket(${JSON.stringify(url)});
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => tell({ kind: 'open' });
    socket.onclose = () => tell({ kind: 'closed' });
    socket.onmessage = ({ data }) => tell({ kind: 'message', bytes: data.length ?? data.byteLength });
    window.socket = socket;
  `);
  await opened;
  hearers.closed.push(() => void page.close().catch(() => undefined));
  const leave = (): void => evaluate('socket.close()');
  return {
    write: (content) =>
      evaluate(
        typeof content === 'string'
          ? `socket.send(${JSON.stringify(content)})`
          : `socket.send(Uint8Array.from(atob('${content.toString('base64')}'), (letter) => letter.charCodeAt(0)))`,
      ),
    onData: (hear) => void hearers.data.push(hear),
    onEnd: () => {},
    onClose: (hear) => void hearers.closed.push(hear),
    end: leave,
    close: leave,
    reset: () => void page.close().then(() => hearers.closed.forEach((hear) => hear())),
  };
}
