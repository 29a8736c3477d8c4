import { useId, useState, type FormEvent, type ReactElement } from 'react';
import type { Failure } from '../../shared/connection';
import type { Settings } from '../../shared/contract';
import { FailureNotice } from '../controls/failure-notice';
import { Modal } from '../controls/modal';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { EnergySettings } from './energy-settings';
import { pickChanges } from './pick-changes';
import { PoolListsSection } from './pool-lists-section';
import { useEnergyDraft } from './use-energy-draft';

/** The limits that the contract's settings schema sets. */
const limits = { keepPacketsMegabytes: [0, 4096], maxConnections: [100, 2_000_000] } as const;
type NumberSetting = keyof typeof limits;

/** Language and colours take effect at once; the numbers when they are saved. */
export function SettingsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { messages } = useWindow();
  const { store } = useWindow();
  const known = useStore(store.host, (host) => host.settings);
  return (
    <Modal title={messages.settings.title} onClose={onClose}>
      {known === null ? (
        <p className="placeholder">{messages.status.connecting}</p>
      ) : (
        <SettingsForm known={known} onClose={onClose} />
      )}
      <PoolListsSection />
    </Modal>
  );
}

function SettingsForm({ known, onClose }: { known: Settings; onClose: () => void }): ReactElement {
  const { store, messages, format } = useWindow();
  const { settings } = messages;
  const isServed = useStore(store.host, (host) => host.about?.host === 'serve');
  const [typed, setTyped] = useState<Partial<Record<NumberSetting, string>>>({});
  const draft = {
    keepPacketsMegabytes: String(known.keepPacketsMegabytes),
    maxConnections: String(known.maxConnections),
    ...typed,
  };
  const energy = useEnergyDraft(known);
  const [failure, setFailure] = useState<Failure | null>(null);
  const id = useId();

  async function change(part: Partial<Settings>): Promise<boolean> {
    setFailure(null);
    const reply = await store.bridge.request('settings.set', part);
    if (reply.kind === 'failed') setFailure(reply.failure);
    else store.host.set({ ...store.host.get(), settings: reply.value });
    return reply.kind === 'ok';
  }

  function isInRange(name: NumberSetting): boolean {
    const value = Number(draft[name]);
    return draft[name].trim() !== '' && Number.isInteger(value) && value >= limits[name][0] && value <= limits[name][1];
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isInRange('keepPacketsMegabytes') || !isInRange('maxConnections') || energy.values === null) return;
    const values = {
      keepPacketsMegabytes: Number(draft.keepPacketsMegabytes),
      maxConnections: Number(draft.maxConnections),
      ...energy.values,
    };
    const isSaved = await change(pickChanges(known, values));
    if (isSaved) onClose();
  }

  function numberField(name: NumberSetting, label: string, hint: string): ReactElement {
    const isValid = isInRange(name);
    return (
      <div className="field">
        <label htmlFor={`${id}-${name}`}>{label}</label>
        <input
          id={`${id}-${name}`}
          className="input"
          inputMode="numeric"
          value={draft[name]}
          aria-invalid={!isValid}
          aria-describedby={`${id}-${name}-hint`}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
        <p className={isValid ? 'hint' : 'hint is-error'} id={`${id}-${name}-hint`}>
          {isValid ? hint : settings.outOfRange(format.count(limits[name][0]), format.count(limits[name][1]))}
        </p>
      </div>
    );
  }

  return (
    <form className="settings-form" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={settings.language}
        options={[
          ['system', settings.system],
          ['en', 'English'],
          ['ja', '日本語'],
        ]}
        value={known.language}
        onChange={(language) => void change({ language })}
      />
      <Choices
        legend={settings.theme}
        options={[
          ['system', settings.system],
          ['light', settings.light],
          ['dark', settings.dark],
        ]}
        value={known.theme}
        onChange={(theme) => void change({ theme })}
      />
      {isServed ? (
        <p className="hint">{settings.engineServe}</p>
      ) : (
        <>
          <Choices
            legend={settings.engineHost}
            options={[
              ['utility', settings.engineUtility],
              ['main', settings.engineMain],
            ]}
            value={known.engineHost}
            onChange={(engineHost) => void change({ engineHost })}
          />
          <p className="hint">{settings.engineHint}</p>
        </>
      )}
      {numberField('keepPacketsMegabytes', settings.keepPackets, settings.keepPacketsHint)}
      {numberField('maxConnections', settings.maxConnections, settings.maxConnectionsHint)}
      <EnergySettings {...energy} />
      {failure !== null && (
        <div ref={reveal}>
          <FailureNotice failure={failure} onDismiss={() => setFailure(null)} />
        </div>
      )}
      <div className="modal-actions">
        <button type="button" className="button" onClick={onClose}>
          {settings.cancel}
        </button>
        <button
          type="submit"
          className="button is-primary"
          disabled={!isInRange('keepPacketsMegabytes') || !isInRange('maxConnections') || energy.values === null}
        >
          {settings.save}
        </button>
      </div>
    </form>
  );
}

/** What went wrong must not stay out of sight below. */
function reveal(notice: HTMLElement | null): void {
  notice?.scrollIntoView({ block: 'nearest' });
}

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly options: readonly (readonly [T, string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A few alternatives side by side, of which one holds. */
function Choices<T extends string>({ legend, options, value, onChange }: ChoicesProps<T>): ReactElement {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="choices-row">
        {options.map(([option, label]) => (
          <label key={option} className="choice">
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
