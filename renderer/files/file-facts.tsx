import type { ReactElement, ReactNode } from 'react';
import type { FileDetail } from '../../shared/file-scan';
import { CopyButton } from '../controls/copy-button';
import { useWindow } from '../state/window-context';

/** Where the file is, what it is, and the digests by which others know it. */
export function FileFacts({ file }: { file: FileDetail }): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.files.detail;
  const unknown = messages.files.table.unknown;
  const code = (value: string, copyLabel: string): ReactNode => (
    <>
      <code className="is-code">{value}</code>
      <CopyButton text={value} label={copyLabel} />
    </>
  );
  const facts: [string, ReactNode][] = [
    [text.path, code(file.path, text.copyPath)],
    [text.size, file.size === null ? unknown : format.bytes(file.size)],
    [text.format, file.format === null ? unknown : text.formats[file.format]],
  ];
  if (file.processes !== undefined) {
    const names = file.processes.map(({ pid, name }) => `${name} (${pid})`).join(', ');
    facts.push([text.processes, file.isDeleted === true ? `${names}; ${text.deleted}` : names]);
  }
  facts.push(
    [text.sha256, file.sha256 === null ? unknown : code(file.sha256, text.copySha256)],
    [text.tlsh, file.tlsh === null ? text.noTlsh : code(file.tlsh, text.copyTlsh)],
  );
  return (
    <section className="detail-section">
      <h3>{text.facts}</h3>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
