import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Unreachable } from '#platform/web/api-client.ts';
import { keyOf, useRoute } from '#platform/web/query-options.ts';
import { type FieldView, listFieldTasks } from '../field-contract.ts';
import { project, type ShownView } from '../field-view.ts';
import { keepSeen, readSeen } from './keep.ts';
import { createSender, type Sender, type SenderState } from './sender.ts';

interface Field extends SenderState {
  readonly userId: string;
  readonly sender: Sender;
  /** Null: nothing was ever seen on this device. */
  readonly view: ShownView | null;
  /** When the server said what is shown; null: just now. */
  readonly seenAt: string | null;
  /** The server's own word, while there is none yet. */
  readonly error: unknown;
  readonly refetch: () => void;
}

const FieldContext = createContext<Field | null>(null);

export function useField(): Field {
  const field = useContext(FieldContext);
  if (field === null) throw new Error('No crew here: wrap the screen in FieldProvider');
  return field;
}

/** A live message tells at once; this is for a network that lets no feed through. */
const refreshMs = 15_000;

/** What the device knows of its person's tasks, with a network or without. */
export function FieldProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [sender] = useState(() => createSender(userId));
  const state = useSyncExternalStore(sender.subscribe, sender.state);
  const tasks = useRoute(listFieldTasks, {}, { refreshMs });
  const kept = useKeptView(userId, tasks.data, tasks.dataUpdatedAt);
  useEffect(() => {
    sender.start();
    const silence = sender.onSettled(() => void queries.invalidateQueries({ queryKey: keyOf(listFieldTasks, {}) }));
    return () => {
      silence();
      sender.stop();
    };
  }, [sender, queries]);
  const { dataUpdatedAt, errorUpdatedAt, error, failureReason } = tasks;
  useEffect(() => {
    if (dataUpdatedAt > 0 && failureReason === null) sender.heard(false);
  }, [sender, dataUpdatedAt, failureReason]);
  useEffect(() => {
    if (failureReason instanceof Unreachable || (errorUpdatedAt > 0 && error instanceof Unreachable))
      sender.heard(true);
  }, [sender, errorUpdatedAt, error, failureReason]);
  const shown = tasks.data ?? kept?.view;
  const view = useMemo(
    () => (shown === undefined || !state.isLoaded ? null : project(shown, state.queue.waiting)),
    [shown, state.queue, state.isLoaded],
  );
  const fresh = tasks.data !== undefined && state.isAway !== true;
  const seenAt = fresh ? null : (kept?.at ?? null);
  const field: Field = { ...state, userId, sender, view, seenAt, error, refetch: () => void tasks.refetch() };
  return <FieldContext value={field}>{children}</FieldContext>;
}

/** The last view the server gave, from the disk while it gives none. */
function useKeptView(userId: string, data: FieldView | undefined, updatedAt: number) {
  const [kept, setKept] = useState<{ readonly at: string; readonly view: FieldView } | undefined>();
  useEffect(() => {
    void readSeen(userId).then((seen) => setKept((now) => now ?? seen));
  }, [userId]);
  useEffect(() => {
    if (data === undefined) return;
    const seen = { at: new Date(updatedAt).toISOString(), view: data };
    setKept(seen);
    void keepSeen(userId, seen);
  }, [userId, data, updatedAt]);
  return kept;
}
