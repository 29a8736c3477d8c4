import { useId, type ReactElement } from 'react';
import type { Access, CaptureTool } from '../../shared/contract';
import { useWindow } from '../state/window-context';

export interface CaptureChoices {
  readonly filter: string;
  readonly tool: 'auto' | CaptureTool;
  readonly isHeadersOnly: boolean;
  readonly isPromiscuous: boolean;
}

export const defaultChoices: CaptureChoices = { filter: '', tool: 'auto', isHeadersOnly: false, isPromiscuous: false };

interface CaptureOptionsProps {
  readonly access: Access | null;
  readonly choices: CaptureChoices;
  readonly onChange: (choices: CaptureChoices) => void;
}

const captureTools: readonly CaptureTool[] = ['dumpcap', 'tcpdump', 'cap'];

/** What most people never need to open. */
export function CaptureOptions({ access, choices, onChange }: CaptureOptionsProps): ReactElement {
  const { messages } = useWindow();
  const { options } = messages;
  const id = useId();

  function toolName(tool: CaptureTool): string {
    const known = access?.tools.find((entry) => entry.tool === tool);
    const state =
      known?.isInstalled === false
        ? options.toolMissing
        : known?.isPermitted === false
          ? options.toolNotPermitted
          : known?.version;
    return state == null ? tool : `${tool} (${state})`;
  }

  return (
    <details className="capture-options">
      <summary>{options.title}</summary>
      <div className="field">
        <label htmlFor={`${id}-filter`}>{options.filter}</label>
        <input
          id={`${id}-filter`}
          className="input is-code"
          type="text"
          spellCheck={false}
          autoComplete="off"
          value={choices.filter}
          aria-describedby={`${id}-filter-hint`}
          onChange={(event) => onChange({ ...choices, filter: event.target.value })}
        />
        <p className="hint" id={`${id}-filter-hint`}>
          {options.filterHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-tool`}>{options.tool}</label>
        <select
          id={`${id}-tool`}
          className="input"
          value={choices.tool}
          onChange={(event) => {
            const tool = ['auto' as const, ...captureTools].find((name) => name === event.target.value);
            if (tool !== undefined) onChange({ ...choices, tool });
          }}
        >
          <option value="auto">{access?.tool == null ? options.toolAuto : options.toolAutoIs(access.tool)}</option>
          {captureTools.map((tool) => (
            <option key={tool} value={tool}>
              {toolName(tool)}
            </option>
          ))}
        </select>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.isHeadersOnly}
          onChange={(event) => onChange({ ...choices, isHeadersOnly: event.target.checked })}
        />
        <span>
          {options.headersOnly}
          <span className="hint">{options.headersOnlyHint}</span>
        </span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.isPromiscuous}
          onChange={(event) => onChange({ ...choices, isPromiscuous: event.target.checked })}
        />
        <span>
          {options.promiscuous}
          <span className="hint">{options.promiscuousHint}</span>
        </span>
      </label>
    </details>
  );
}
