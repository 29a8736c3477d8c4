import type { ReactElement } from 'react';
import type { ClusterDetail } from '../../shared/file-scan';
import { useWindow } from '../state/window-context';
import { nameMember } from './name-member';

interface ClusterMembersProps {
  readonly cluster: ClusterDetail;
  readonly pointed: number | null;
  readonly onPoint: (member: number | null) => void;
}

/** The picture as a table: every member with its distances. */
export function ClusterMembers({ cluster, pointed, onPoint }: ClusterMembersProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.files.cluster;
  const { shown, members, file } = cluster;
  if (shown.length === 0 && file === null) return <p className="placeholder">{text.noMembers}</p>;
  return (
    <>
      <div className="member-table" role="region" aria-label={text.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.number}</th>
              <th scope="col">{text.name}</th>
              <th scope="col" className="is-number">
                {text.toCentre}
              </th>
              {file !== null && (
                <th scope="col" className="is-number">
                  {text.toFile}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {file !== null && (
              <tr className="is-file">
                <td aria-hidden="true">◆</td>
                <th scope="row">{text.fileRow}</th>
                <td className="is-number">{format.count(file.distance)}</td>
                <td className="is-number">–</td>
              </tr>
            )}
            {shown.map((member, at) => (
              <tr
                key={at}
                className={pointed === at ? 'is-pointed' : undefined}
                onPointerEnter={() => onPoint(at)}
                onPointerLeave={() => onPoint(null)}
              >
                <td>{at + 1}</td>
                <th scope="row" className="is-breaking">
                  {nameMember(member, format.language)}
                  {member.tlsh === cluster.centre && <span className="badge">{text.isCentre}</span>}
                </th>
                <td className="is-number">{format.count(member.distance)}</td>
                {file !== null && (
                  <td className="is-number">
                    {member.fileDistance === null ? '–' : format.count(member.fileDistance)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <p className="hint">{text.noMembers}</p>}
      {shown.length > 0 && shown.length < members && (
        <p className="hint">{text.shownOf(shown.length, format.count(shown.length), format.count(members))}</p>
      )}
    </>
  );
}
