import type { ReactElement } from 'react';
import type { NearestCluster } from '../../shared/similarity';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';
import { nameMember } from './name-member';

interface NearestClustersProps {
  /** Nearest first. */
  readonly nearest: readonly NearestCluster[];
  readonly onOpen: (cluster: string) => void;
}

/** The clusters a file is near to, with their distances and the member it is nearest to in each. */
export function NearestClusters({ nearest, onOpen }: NearestClustersProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.files.detail;
  return (
    <section className="detail-section">
      <h3>{text.nearest}</h3>
      {nearest.length === 0 ? (
        <p className="placeholder">{text.noNearest}</p>
      ) : (
        <>
          <p className="hint">{text.nearestHint}</p>
          <ul className="nearest-list">
            {nearest.map(({ cluster, distance, distanceWithoutLength, member }) => (
              <li key={cluster} className="nearest-item">
                <div className="nearest-head">
                  <span className="nearest-distance">
                    <strong>{format.count(distance)}</strong>
                    <span>{text.distance}</span>
                  </span>
                  <span className="nearest-words">
                    <span className="nearest-name is-breaking">{cluster}</span>
                    {distanceWithoutLength !== distance && (
                      <span className="hint">{text.withoutLength(format.count(distanceWithoutLength))}</span>
                    )}
                  </span>
                </div>
                {member !== null && (
                  <p className="is-breaking">
                    {text.nearestMember(nameMember(member, format.language), format.count(member.distance))}
                  </p>
                )}
                <button
                  type="button"
                  className="button is-small"
                  aria-label={`${text.showCluster}: ${cluster}`}
                  onClick={() => onOpen(cluster)}
                >
                  <Icon name="cluster" />
                  {text.showCluster}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
