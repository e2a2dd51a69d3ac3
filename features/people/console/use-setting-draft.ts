import { useState } from 'react';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { screenTexts } from '../screen-texts.ts';

/**
 * A form over a setting: what is typed keeps the version it was begun on, so that a change by somebody else in between is
 * refused by the server and not overwritten.
 */
export function useSettingDraft<Content>(shown: { readonly version: number; readonly content: Content }) {
  const t = useText();
  const [draft, setDraft] = useState({ version: shown.version, content: shown.content });
  const [reason, setReason] = useState('');
  const handleSaved = (saved: { readonly version: number }) => {
    toast(t(screenTexts.saved));
    setDraft((old) => ({ ...old, version: saved.version }));
    setReason('');
  };
  return {
    ...draft,
    reason,
    setReason,
    set: (part: Partial<Content>) => setDraft((old) => ({ ...old, content: { ...old.content, ...part } })),
    /** Hand it to the command's `onDone`. */
    handleSaved,
    /** The same for a new row: its dialog closes. */
    handleMade: (onClose: () => void) => (saved: { readonly version: number }) => {
      handleSaved(saved);
      onClose();
    },
    /** Drop what was typed and take what is there now. */
    takeLatest: () => setDraft({ version: shown.version, content: shown.content }),
  };
}
