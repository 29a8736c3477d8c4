import type { Endpoint } from '../../shared/connection';

/** The command that names the local program behind a connection, for one platform (Node's names); null where none is known. */
export function findProgramCommand(platform: string, server: Endpoint): string | null {
  const { address, port } = server;
  const isIpv6 = address.includes(':');
  const joined = isIpv6 ? `[${address}]:${port}` : `${address}:${port}`;
  if (platform.startsWith('linux')) return `sudo ss -tunp dst '${joined}'`;
  if (platform.startsWith('darwin')) return `sudo lsof -nP -i '@${joined}'`;
  if (platform.startsWith('win')) {
    const owner = `(Get-NetTCPConnection -RemoteAddress '${address}' -RemotePort ${port}).OwningProcess`;
    return `powershell -Command "Get-Process -Id ${owner}"`;
  }
  return null;
}
