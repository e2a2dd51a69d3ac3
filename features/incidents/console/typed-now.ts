import { useSyncExternalStore } from 'react';
import type { FormValues } from '../draft.ts';

/** What a form shows and holds unsaved, for what stands beside it on the screen. */
export interface TypedNow {
  readonly values: FormValues;
  readonly edits: Partial<FormValues>;
  /** Put these in place of everything that is typed and not saved. */
  readonly replace: (edits: Partial<FormValues>) => void;
}

const forms = new Map<string, TypedNow>();
const listeners = new Set<() => void>();

/** By the form, whenever it changes; null when it is gone. `key` is that of its draft. */
export function tellTyped(key: string, typed: TypedNow | null): void {
  if (typed === null) forms.delete(key);
  else forms.set(key, typed);
  for (const listener of listeners) listener();
}

/** The form of this draft as it is now; null while there is none on the screen. */
export function useTypedNow(key: string): TypedNow | null {
  return useSyncExternalStore(subscribe, () => forms.get(key) ?? null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
