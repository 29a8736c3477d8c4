import type { ReactElement } from 'react';
import { CopyButton } from './copy-button';

/** A command to run, with a button that copies it. */
export function CommandBox({ command }: { command: string }): ReactElement {
  return (
    <div className="command-box">
      <code>{command}</code>
      <CopyButton text={command} />
    </div>
  );
}
