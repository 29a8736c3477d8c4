import { sameProgramDistance } from '../../../shared/file-reason-parts';
import type { Assessment, FileReason, NearestCluster } from '../../../shared/similarity';
import { reachOf } from '../clusters/reach-of';
import { findMiningImports } from '../formats/find-mining-imports';
import type { FoundTrait } from '../formats/found-trait';
import type { FileAssessment, FileFindings } from './file-findings';
import { judgeOpacity, type Opacity } from './judge-opacity';
import { weighTraits } from './weigh-traits';

/** Harmless files are found from 65 on; farther than this nothing is said. */
export const possibleDistance = 70;
/** Without length, harmless files are found from 41 on. */
export const farthestWithoutLength = 40;
const mostNearest = 5;

/** What is near to what says nothing by these: the program that unpacks is the same in all that they make. */
const bundlers = ['7-Zip', 'RAR', 'Zip', 'Cabinet', 'Inno Setup', 'Nuitka', 'NSIS', 'PyInstaller', 'AppImage'];

/**
 * Says how near a file is to known miners, and on what grounds. A cluster is as near as its centre or its nearest member;
 * `T` is its match limit, or that of the cluster file. A file is compared in three ways and the strongest answer counts,
 * the first at equal strength:
 *
 * | compared                                       | distance | else | with a miner's traits |
 * |------------------------------------------------|----------|------|-----------------------|
 * | the file                                       | <= 30    | very-close | very-close |
 * |                                                | <= T     | match | match |
 * |                                                | <= 70    | possible | match |
 * | the file, packed                               | <= 30    | possible | match |
 * |                                                | farther  | not-assessable | not-assessable |
 * | the executable without the bytes after it      | <= T     | match | match |
 * |                                                | <= 70    | possible | match |
 * | the same, packed                               | <= 30    | possible | match |
 * | the same, the program of an installer          | <= 70    | possible | match |
 * | the file without its length                    | <= 40    | possible | match |
 * |                                                | <= T     | none | match |
 * | the same, packed                               | any      | not-assessable | not-assessable |
 * | none of these                                  | farther  | none | none |
 * | no digest                                      |          | not-assessable | not-assessable |
 *
 * Where T is less than 30, because other malware is near the cluster, it takes the place of 30. Packed files never match
 * by distance alone, however near: the packer's own code, headers and resources are what harmless files share with packed
 * miners. Traits count in programs and scripts, not in documents.
 */
export function assessFile(findings: FileFindings): FileAssessment {
  const { executable, noDigest } = findings;
  const opacity = executable === null ? transparent : judgeOpacity(executable);
  const isProgram = executable !== null && executable.format !== 'other';
  const found = isProgram ? addImports(findings.traits, executable.imports) : [];
  const weight = weighTraits(found);
  const answers = [
    compareWhole(findings, opacity, weight.isMinerLike),
    compareImage(findings, opacity, weight.isMinerLike),
    compareWithoutLength(findings, opacity, weight.isMinerLike),
  ].filter((answer) => answer !== null);
  const best = answers.sort((a, b) => strength.indexOf(a.assessment) - strength.indexOf(b.assessment)).at(0);

  const packed: FileReason[] =
    (best?.isOpaque ?? opacity.isOpaque) ? [{ code: 'packed', packer: opacity.packer, entropy: opacity.entropy }] : [];
  const traits: FileReason[] = found.map(({ kind, found }) => ({ code: 'trait', trait: kind, found: [...found] }));
  if (weight.listedNames !== null) traits.push({ code: 'name-list', names: weight.listedNames });
  const nearest = includeCluster(findings.nearest, best?.first);
  const describe = (assessment: Assessment, first: readonly FileReason[]): FileAssessment => ({
    assessment,
    reasons: [...first, ...traits],
    nearest,
  });

  const undigested = noDigest === null ? [] : [noDigest];
  if (best !== undefined) return describe(best.assessment, [best.reason, ...undigested, ...packed]);
  if (noDigest !== null) return describe('not-assessable', [noDigest, ...packed]);
  if (opacity.isOpaque) return describe('not-assessable', [...packed, ...distanceReasons(findings)]);
  return describe('none', [{ code: 'far', widest: Math.min(findings.widest, possibleDistance) }]);
}

/** Libraries are worth telling only beside other traits. */
function addImports(traits: readonly FoundTrait[], imports: readonly string[]): FoundTrait[] {
  const others = traits.filter(({ kind }) => kind !== 'import');
  const drivers = traits.filter(({ kind }) => kind === 'import').flatMap(({ found }) => found);
  const found = [...drivers, ...findMiningImports(imports)];
  return others.length === 0 || found.length === 0 ? others : [...others, { kind: 'import', found }];
}

type Finding = Extract<Assessment, 'very-close' | 'match' | 'possible'>;
const strength: readonly Finding[] = ['very-close', 'match', 'possible'];

/** What one way of comparing says; null where it says nothing. */
interface Answer {
  readonly assessment: Finding;
  readonly reason: FileReason;
  /** The cluster that it is about. */
  readonly first: NearestCluster;
  /** Whether what was compared is packed. */
  readonly isOpaque: boolean;
}

const transparent: Opacity = { isOpaque: false, isImageOpaque: false, packer: null, entropy: null };

function compareWhole(findings: FileFindings, { isOpaque }: Opacity, isMinerLike: boolean): Answer | null {
  const found = findStrongest(findings.nearest, (each) => levelOf(each, findings.threshold, isOpaque, isMinerLike));
  return found && { ...found, isOpaque, reason: distanceReason(found.first, findings.threshold) };
}

function compareImage(findings: FileFindings, opacity: Opacity, isMinerLike: boolean): Answer | null {
  const { nearestWithoutOverlay, threshold } = findings;
  const isStub = bundlers.includes(opacity.packer ?? '') && !isMinerLike;
  const found = findStrongest(nearestWithoutOverlay ?? [], (each) => {
    const level = levelOf(each, threshold, opacity.isImageOpaque, isMinerLike);
    // Something was left out to come so near: never more than a match.
    return level !== null && isStub ? 'possible' : level === 'very-close' ? 'match' : level;
  });
  const isOpaque = opacity.isImageOpaque;
  return found && { ...found, isOpaque, reason: paddedReason(findings, found.first, reachOf(found.first)) };
}

function compareWithoutLength(findings: FileFindings, { isOpaque }: Opacity, isMinerLike: boolean): Answer | null {
  const found = findStrongest(findings.nearestWithoutLength, ({ distanceWithoutLength, limit }) => {
    const widest = isMinerLike ? findings.threshold : farthestWithoutLength;
    if (isOpaque || distanceWithoutLength > Math.min(widest, limit ?? widest)) return null;
    return isMinerLike ? 'match' : 'possible';
  });
  return found && { ...found, isOpaque, reason: paddedReason(findings, found.first, null) };
}

/** What the clusters come to, and the nearest of those that come to it. */
function findStrongest(
  nearest: readonly NearestCluster[],
  judge: (cluster: NearestCluster) => Finding | null,
): Pick<Answer, 'assessment' | 'first'> | null {
  for (const assessment of strength) {
    const first = nearest.find((each) => judge(each) === assessment);
    if (first !== undefined) return { assessment, first };
  }
  return null;
}

function levelOf(cluster: NearestCluster, threshold: number, isPacked: boolean, isMinerLike: boolean): Finding | null {
  const distance = reachOf(cluster);
  const limit = cluster.limit ?? threshold;
  const isVeryClose = distance <= Math.min(sameProgramDistance, limit);
  if (isPacked && !isVeryClose) return null;
  if (isVeryClose && !isPacked) return 'very-close';
  if (distance <= limit && !isPacked) return 'match';
  if (distance > possibleDistance) return null;
  return isMinerLike ? 'match' : 'possible';
}

function distanceReasons({ nearest, threshold }: FileFindings): FileReason[] {
  const first = nearest.at(0);
  return first !== undefined && reachOf(first) <= possibleDistance ? [distanceReason(first, threshold)] : [];
}

function distanceReason(cluster: NearestCluster, threshold: number): FileReason {
  const limit = cluster.limit ?? threshold;
  return { code: 'distance', distance: reachOf(cluster), cluster: cluster.cluster, threshold: limit };
}

function paddedReason(
  { executable }: FileFindings,
  { cluster, distanceWithoutLength }: NearestCluster,
  distanceWithoutOverlay: number | null,
): FileReason {
  const overlayBytes = executable?.overlay?.size ?? 0;
  return { code: 'padded', distanceWithoutLength, distanceWithoutOverlay, cluster, overlayBytes };
}

/** The nearest clusters, with the one that decided among them. */
function includeCluster(nearest: readonly NearestCluster[], deciding: NearestCluster | undefined): NearestCluster[] {
  const others = nearest.filter(({ cluster }) => cluster !== deciding?.cluster);
  const room = deciding === undefined ? mostNearest : mostNearest - 1;
  return [...(deciding === undefined ? [] : [deciding]), ...others.slice(0, room)].sort(
    (a, b) => reachOf(a) - reachOf(b),
  );
}
