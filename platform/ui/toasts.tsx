import { useSyncExternalStore } from 'react';
import { part } from '#platform/web/part.tsx';
import type { Tone } from './tone.ts';

export interface ToastContent {
  readonly text: string;
  readonly tone: Tone;
}

const fetchRegion = () => import('./ToastRegion.tsx');
const ToastRegion = part(() => fetchRegion().then((file) => file.ToastRegion));

let hasAny = false;
const listeners = new Set<() => void>();

/** Say that something was done, or refused, where no place on the screen is nearer. Bad news stays until it is closed. */
export function toast(text: string, tone: Tone = 'good'): void {
  void fetchRegion().then(({ addToast }) => {
    addToast({ text, tone });
    hasAny = true;
    for (const listener of listeners) listener();
  });
}

/** Where toasts appear; once per app. */
export function Toasts() {
  const isWanted = useSyncExternalStore(subscribe, () => hasAny);
  return isWanted ? <ToastRegion /> : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
