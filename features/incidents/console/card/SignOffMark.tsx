import { Badge } from '#platform/ui/Badge.tsx';
import { useText } from '#platform/web/language.tsx';
import type { CardContent } from '../../card.ts';
import { cardTexts } from '../../card-texts.ts';

/** Who approved a card, or that nobody has. */
export function SignOffMark({ content: { signOff } }: { content: Pick<CardContent, 'signOff'> }) {
  const t = useText();
  if (signOff === null) return <Badge tone="warn">{t(cardTexts.notSigned)}</Badge>;
  return <span className="text-sm text-ink-soft">{t(cardTexts.signed, { ...signOff })}</span>;
}
