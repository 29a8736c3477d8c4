import type { ReactElement } from 'react';
import type { ClusterDetail } from '../../shared/file-scan';
import { useWindow } from '../state/window-context';
import { memberRing, pictureSize, placeCluster, type Place } from './place-cluster';

interface ClusterPictureProps {
  readonly cluster: ClusterDetail;
  /** Position of the member pointed at in the table, or null. */
  readonly pointed: number | null;
  readonly onPoint: (member: number | null) => void;
}

const middle = pictureSize / 2;
/** Up to this many members carry their number. */
const mostNumbered = 18;
const centreRadius = 14;

/** A cluster as a picture: the farther from the centre, the less alike. The table beside it says the same in words. */
export function ClusterPicture({ cluster, pointed, onPoint }: ClusterPictureProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.files.cluster;
  const { shown, limit, radius, file } = cluster;
  const plan = placeCluster(cluster);
  const isNumbered = shown.length <= mostNumbered;
  const rings = [
    { name: text.ringMember, distance: memberRing },
    { name: text.ringMatch, distance: limit },
  ];
  return (
    <svg
      className="cluster-picture"
      viewBox={`0 0 ${pictureSize} ${pictureSize}`}
      role="img"
      aria-label={text.picture(cluster.id, text.memberCount(shown.length, format.count(shown.length)))}
    >
      <circle className="cluster-extent" cx={middle} cy={middle} r={plan.radiusOf(radius)} />
      {rings.map(({ name, distance }) => (
        <g key={name} className="cluster-ring">
          <circle cx={middle} cy={middle} r={plan.radiusOf(distance)} />
          <text x={middle} y={middle - plan.radiusOf(distance) + 4}>
            {format.count(distance)} {name}
          </text>
        </g>
      ))}
      {plan.file !== null && (
        <g className="cluster-lines">
          <line x1={middle} y1={middle} x2={plan.file.x} y2={plan.file.y} />
          {plan.nearest !== null && (
            <line
              className="is-nearest"
              x1={plan.members[plan.nearest].x}
              y1={plan.members[plan.nearest].y}
              x2={plan.file.x}
              y2={plan.file.y}
            />
          )}
        </g>
      )}
      {plan.centre === null && (
        <g className="cluster-member is-centre">
          <circle cx={middle} cy={middle} r={centreRadius} />
        </g>
      )}
      {plan.members.map(({ x, y }, at) => (
        <g
          key={at}
          className={`cluster-member${at === plan.centre ? ' is-centre' : ''}${pointed === at ? ' is-pointed' : ''}`}
          onPointerEnter={() => onPoint(at)}
          onPointerLeave={() => onPoint(null)}
        >
          <circle cx={x} cy={y} r={at === plan.centre ? centreRadius : isNumbered ? 11 : 6.5} />
          {(isNumbered || at === plan.centre) && (
            <text x={x} y={y + 4}>
              {at + 1}
            </text>
          )}
        </g>
      ))}
      {plan.file !== null && file !== null && (
        <g className="cluster-file">
          <path d={`M${plan.file.x} ${plan.file.y - 13}l13 13-13 13-13-13z`} />
          <text {...placeLabel(plan.file)}>
            {text.thisFile} · {format.count(file.distance)}
          </text>
        </g>
      )}
    </svg>
  );
}

/** Pixels that the label of the file may take. */
const labelWidth = 110;

/** Beside the mark, away from the middle; below or above it where that would leave the picture. */
function placeLabel({ x, y }: Place): { x: number; y: number; className: string } {
  const isRight = x >= middle;
  const hasRoom = isRight ? x + 20 + labelWidth < pictureSize : x - 20 - labelWidth > 0;
  if (hasRoom) return { x: isRight ? x + 20 : x - 20, y: y + 5, className: isRight ? 'is-start' : 'is-end' };
  return { x: isRight ? x + 13 : x - 13, y: y + (y < middle ? -20 : 31), className: isRight ? 'is-end' : 'is-start' };
}
