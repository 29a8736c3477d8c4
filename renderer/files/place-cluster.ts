import type { ClusterDetail } from '../../shared/file-scan';

/** Where a circle of the picture is, in its own units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The picture of a cluster: everything lies as far from the middle as its distance says. */
export interface ClusterPlan {
  /** In the order of `shown`. */
  readonly members: readonly Place[];
  /** Position of the member that is the centre itself, or null where that one is not among them. */
  readonly centre: number | null;
  /** The file asked about; at the edge when it is farther than the picture reaches. */
  readonly file: Place | null;
  /** Position of the member nearest to the file, or null. */
  readonly nearest: number | null;
  radiusOf(distance: number): number;
}

/** Width and height of the picture; its middle is at half of them. */
export const pictureSize = 520;
const middle = pictureSize / 2;
const inMiddle: Place = { x: middle, y: middle };
/** Room for the centre's own circle: other files at distance 0 lie on its edge. */
const centreRadius = 27;
const outerRadius = middle - 20;
/** Distances between members of one cluster stay below this: the radius at which clusters are cut off. */
export const memberRing = 30;
/** The picture reaches at most this far; what is farther lies on its edge. */
const widestDistance = 150;

/** Places the members round the centre, each beside the one it resembles most, and the file beside its nearest member. */
export function placeCluster(cluster: ClusterDetail): ClusterPlan {
  const { shown, distances, limit, radius, file } = cluster;
  const reach = Math.max(memberRing, limit, radius, Math.min(widestDistance, file?.distance ?? 0)) * 1.04;
  const radiusOf = (distance: number): number =>
    centreRadius + (Math.min(distance, reach) / reach) * (outerRadius - centreRadius);
  const nearest = file === null ? null : indexOfNearest(shown.map(({ fileDistance }) => fileDistance));
  const isCentre = shown.findIndex(({ tlsh }) => tlsh === cluster.centre);
  const order: (number | 'file')[] = orderByLikeness(distances).filter((member) => member !== isCentre);
  if (file !== null) order.splice(nearest === null ? 0 : order.indexOf(nearest) + 1, 0, 'file');
  const angleOf = (which: number | 'file'): number =>
    ((order.indexOf(which) + 0.5) / order.length) * 2 * Math.PI - Math.PI / 2;
  return {
    members: shown.map(({ distance }, at) => (at === isCentre ? inMiddle : placeAt(radiusOf(distance), angleOf(at)))),
    centre: isCentre < 0 ? null : isCentre,
    file: file && placeAt(radiusOf(file.distance), angleOf('file')),
    nearest,
    radiusOf,
  };
}

function placeAt(radius: number, angle: number): Place {
  return { x: middle + radius * Math.cos(angle), y: middle + radius * Math.sin(angle) };
}

/** Goes from each member to the nearest one that is left, beginning with the first. */
function orderByLikeness(distances: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const left = new Set(distances.keys());
  let last = 0;
  while (left.size > 0) {
    const row = distances[last];
    const next = left.has(last) ? last : [...left].reduce((best, each) => (row[each] < row[best] ? each : best));
    order.push(next);
    left.delete(next);
    last = next;
  }
  return order;
}

function indexOfNearest(distances: readonly (number | null)[]): number | null {
  let best: number | null = null;
  distances.forEach((distance, at) => {
    if (distance !== null && (best === null || distance < (distances[best] ?? 0))) best = at;
  });
  return best;
}
