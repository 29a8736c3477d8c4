/** Whether UDP traffic on `port` may hold packets of its own. */
export function isTunnelPort(_port: number): boolean {
  return false;
}
