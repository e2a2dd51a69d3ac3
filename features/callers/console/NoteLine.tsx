import { Badge } from '#platform/ui/Badge.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { NoteView } from '../contract.ts';
import { noteKindTexts } from '../texts.ts';
import { factsTexts as texts } from './facts-texts.ts';

/** One note: its kind, its words, who wrote it and until when it holds. */
export function NoteLine({ note, isLarge = false }: { note: NoteView; isLarge?: boolean }) {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <p className={isLarge ? 'text-lg font-semibold' : 'font-medium'}>
        <Badge tone="warn">{t(noteKindTexts[note.kind])}</Badge> {note.text}
      </p>
      <p className="text-sm text-ink-soft">
        {t(texts.noteBy, {
          name: note.writtenBy?.displayName ?? '–',
          date: format.date(note.writtenAt),
          until: format.date(note.expiresAt),
        })}
      </p>
    </>
  );
}
