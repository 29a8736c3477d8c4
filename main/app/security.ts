/** What the window may not do: go elsewhere, open others, ask for permissions, reach the network. */
import { app, protocol, session } from 'electron';
import { readStaticFiles } from '../serve/static-files';
import { isOurPage, mayLoad, scheme } from './window-address';

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Serves the built window under our own scheme. */
export function serveWindowFiles(folder: string): void {
  const files = readStaticFiles(folder);
  protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === 'kanaria' && request.method === 'GET' ? files?.get(pathname) : undefined;
    if (!file) return new Response('There is nothing here.', { status: 404 });
    const headers = {
      'Content-Type': file.type,
      'Content-Security-Policy': pagePolicy,
      'X-Content-Type-Options': 'nosniff',
    };
    return new Response(new Uint8Array(file.body), { headers });
  });
}

/** Denies, for every page of the app, whatever a window that shows data does not need. */
export function restrictPages(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_page, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }));
  defaultSession.on('will-download', (event) => event.preventDefault());
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event, url) => {
      if (!isOurPage(url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}
