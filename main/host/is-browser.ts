/** The names browsers and their helper processes run under, as systems cut and write them. */
const browsers =
  /^(?:firefox|librewolf|waterfox|tor browser|web content|isolated web co|webextensions|chrom(?:e|ium)|google chrome|brave|msedge|microsoft edge|opera(?![a-z])|vivaldi|safari|com\.apple\.webkit|epiphany|webkitwebproces|falkon|iexplore|arc\b|yandex|samsung internet)/i;

/** Whether a program of this name is a web browser or a part of one. */
export function isBrowser(name: string): boolean {
  return browsers.test(name);
}
