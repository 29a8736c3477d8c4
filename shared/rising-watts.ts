/** Whether a machine draws more at full load than at idle, as it must; true where one of them is not known. */
export function isRisingWatts(idleWatts: number | null, fullLoadWatts: number | null): boolean {
  return idleWatts === null || fullLoadWatts === null || idleWatts < fullLoadWatts;
}
