/** A miner's executable that somebody has published, as far as its digest and its place tell. */
export interface MinerBuild {
  readonly digest: string;
  /** Who built it, as far as one can tell: the repository or package that has it. */
  readonly builder: string;
  readonly name: string;
  readonly family: string;
  readonly version: string | null;
  readonly platform: string;
  /** ISO date on which it was published. */
  readonly published: string;
}

/** Reads what a row of the table of public builds says. The version is what the program says of itself, or nothing. */
export function describeBuild(digest: string, row: Readonly<Record<string, string>>): MinerBuild {
  const { repo, path, version } = row;
  return {
    digest,
    builder: repo,
    name: `${repo}/${path}`,
    family: familyOf(path, version),
    version: /\d+(?:\.\d+)+(?:-[a-z]+\d*)?/.exec(version)?.[0] ?? null,
    platform: platformOf(`${repo}/${path}`),
    published: row.commit_date,
  };
}

function familyOf(path: string, version: string): string {
  if (/xmr-stak/i.test(version)) return 'xmr-stak';
  if (/xmrigcc/i.test(path)) return 'XMRigCC';
  return path.endsWith('-proxy') ? 'XMRig proxy' : 'XMRig';
}

function platformOf(place: string): string {
  if (place.endsWith('.exe')) return 'Windows';
  if (/arm64/i.test(place)) return 'arm64';
  return /rpi/i.test(place) ? 'Raspberry Pi' : 'Linux';
}
