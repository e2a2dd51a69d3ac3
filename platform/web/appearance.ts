import { useSyncExternalStore } from 'react';
import { type Language, languages } from '#platform/shared/texts.ts';

/** What a person chose for this browser: it outlives the session and is known before the first paint. */
export type Theme = 'light' | 'dark' | 'system';

interface Appearance {
  readonly theme: Theme;
  /** Null: as the session says. */
  readonly language: Language | null;
}

const storageKey = 'sigap.appearance';
const listeners = new Set<() => void>();
let current: Appearance = read();

function read(): Appearance {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    const theme = typeof kept === 'object' && kept !== null && 'theme' in kept ? kept.theme : null;
    const language = typeof kept === 'object' && kept !== null && 'language' in kept ? kept.language : null;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      language: languages.find((one) => one === language) ?? null,
    };
  } catch {
    // Storage may be forbidden or hold something foreign: the defaults are good.
    return { theme: 'system', language: null };
  }
}

/** Change the look or the language of this browser. */
export function setAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // Without storage it holds until the page is left.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

let fallback: Theme = 'system';

/** Put the chosen theme on the document; called before the first paint. `otherwise`: what an app looks like unless chosen. */
export function applyTheme(otherwise: Theme = fallback): void {
  fallback = otherwise;
  const theme = current.theme === 'system' ? fallback : current.theme;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
