import { useEffect, useRef } from 'react';
import { seekByKey } from './waveform.ts';

interface Played {
  readonly at: number;
  readonly toggle: () => Promise<void>;
  readonly seek: (seconds: number) => void;
}

/** Controls that have a use of their own for Space and arrows: who has one of them under their hands works it. */
const roles = [
  'button',
  'slider',
  'tab',
  'radio',
  'option',
  'listbox',
  'combobox',
  'menuitem',
  'row',
  'gridcell',
  'dialog',
  'switch',
];
const ownUse = [
  'button, a, input, textarea, select, summary, [contenteditable]',
  ...roles.map((role) => `[role=${role}]`),
].join();

/** Space plays and pauses, left and right seek, wherever on the page no control wants the key itself. */
export function usePageKeys(isOn: boolean, played: Played, length: number): void {
  const latest = useRef({ played, length });
  latest.current = { played, length };
  useEffect(() => {
    if (!isOn) return;
    const handleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(ownUse) !== null) return;
      const { played: now, length: end } = latest.current;
      const wanted = ['ArrowLeft', 'ArrowRight'].includes(event.key) ? seekByKey(event.key, now.at, end) : null;
      if (wanted !== null) now.seek(wanted);
      else if (event.key === ' ') void now.toggle();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [isOn]);
}
