import { useEffect, useId, useState, type ReactElement } from 'react';
import type { Failure } from '../../shared/connection';
import type { Reply } from '../../shared/contract';
import type { PoolList } from '../../shared/pool-list';
import { FailureNotice } from '../controls/failure-notice';
import { Icon } from '../controls/icon';
import { PathForm } from '../controls/path-form';
import { useWindow } from '../state/window-context';

/** The imported lists of pools: where each is from, of when, how long; importing and removing. */
export function PoolListsSection(): ReactElement {
  const { store, messages } = useWindow();
  const { poolLists } = messages;
  const [lists, setLists] = useState<readonly PoolList[]>([]);
  const [added, setAdded] = useState<PoolList | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();

  useEffect(() => {
    void store.bridge.request('poolLists.list', {}).then((reply) => {
      if (reply.kind === 'ok') setLists(reply.value);
      else setFailure(reply.failure);
    });
  }, [store]);

  /** The value of a reply, or null where it failed, which is shown. */
  function take<T>(reply: Reply<T>): T | null {
    setFailure(reply.kind === 'failed' ? reply.failure : null);
    return reply.kind === 'ok' ? reply.value : null;
  }

  async function add(path: string): Promise<void> {
    setIsBusy(true);
    const list = take(await store.bridge.request('poolLists.import', { path }));
    setIsBusy(false);
    setAdded(list);
    if (list !== null) setLists((known) => [...known.filter((each) => each.id !== list.id), list]);
  }

  async function remove(list: PoolList): Promise<void> {
    const rest = take(await store.bridge.request('poolLists.remove', { id: list.id }));
    setAdded(null);
    if (rest !== null) setLists(rest);
  }

  return (
    <section className="pool-lists" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{poolLists.title}</h3>
      <p className="hint">{poolLists.hint}</p>
      {lists.length === 0 ? (
        <p className="placeholder">{poolLists.none}</p>
      ) : (
        <ul>
          {lists.map((list) => (
            <PoolListItem key={list.id} list={list} onRemove={() => void remove(list)} />
          ))}
        </ul>
      )}
      {failure !== null && <FailureNotice failure={failure} onDismiss={() => setFailure(null)} />}
      {added?.firstBad && (
        <p className="hint is-error" role="status">
          {poolLists.badLines(added.badLines, added.firstBad.line)} <code>{added.firstBad.text}</code>
        </p>
      )}
      <ImportControl isBusy={isBusy} onImport={add} onFailed={setFailure} />
    </section>
  );
}

function PoolListItem({ list, onRemove }: { list: PoolList; onRemove: () => void }): ReactElement {
  const { messages, format } = useWindow();
  const { poolLists } = messages;
  const day = list.date.slice(0, 10);
  const date = list.dateOrigin === 'list' ? day : poolLists.importedOn(day);
  const facts = [poolLists.entries(list.entries, format.count(list.entries)), date, list.source];
  return (
    <li>
      <span>
        <strong>{list.name}</strong>
        <span className="hint">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <button type="button" className="button" onClick={onRemove} aria-label={poolLists.removeNamed(list.name)}>
        {poolLists.remove}
      </button>
    </li>
  );
}

interface ImportControlProps {
  readonly isBusy: boolean;
  readonly onImport: (path: string) => Promise<void>;
  readonly onFailed: (failure: Failure) => void;
}

/** With the system's dialog where there is one, else by a path on the serving machine. */
function ImportControl({ isBusy, onImport, onFailed }: ImportControlProps): ReactElement {
  const { store, messages } = useWindow();
  const { poolLists } = messages;
  const [hasDialog, setHasDialog] = useState(window.kanaria !== undefined);

  async function pick(): Promise<void> {
    const reply = await store.bridge.request('files.pickPaths', { kind: 'files' });
    if (reply.kind === 'failed') return onFailed(reply.failure);
    if (!reply.value.isSupported) return setHasDialog(false);
    for (const chosen of reply.value.paths) await onImport(chosen);
  }

  if (hasDialog) {
    return (
      <button type="button" className="button" disabled={isBusy} onClick={() => void pick()}>
        <Icon name="file" />
        {poolLists.import}
      </button>
    );
  }
  return (
    <PathForm
      label={poolLists.path}
      action={poolLists.import}
      example="/home/me/coin-pools.txt"
      isBusy={isBusy}
      onSubmit={(path) => void onImport(path)}
    />
  );
}
