import { runProgram } from './run-program';

/** What tells the default interface: its name, one of its addresses, or nothing. */
export async function findDefaultRoute(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  if (platform === 'darwin') {
    return parseMacRoute((await runProgram({ file: '/sbin/route', args: ['-n', 'get', 'default'] })).stdout);
  }
  if (platform === 'win32') {
    return parseWindowsRoutes((await runProgram({ file: 'route.exe', args: ['print', '-4', '0.0.0.0'] })).stdout);
  }
  return null;
}

/** The interface name in the output of `route -n get default` (macOS). */
export function parseMacRoute(text: string): string | null {
  return /^\s*interface: (\S+)$/m.exec(text)?.[1] ?? null;
}

/** The address of the interface with the cheapest default route in the output of `route print -4` (Windows, any language). */
export function parseWindowsRoutes(text: string): string | null {
  const routes = [...text.matchAll(/^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+\S+\s+(\d+(?:\.\d+){3})\s+(\d+)\s*$/gm)];
  const [cheapest] = routes.sort((one, other) => Number(one[2]) - Number(other[2]));
  return cheapest?.[1] ?? null;
}
