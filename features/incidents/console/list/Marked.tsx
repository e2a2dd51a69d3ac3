import { markHits } from '../../list-rules.ts';

/** A text with what was searched marked in it: by colour and by a line, and read aloud as marked. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  return markHits(text, words).map((piece, index) =>
    piece.isHit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
      <mark key={index} className="rounded-xs bg-warn-soft font-semibold text-ink underline decoration-warn">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
