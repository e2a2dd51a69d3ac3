import { Badge } from '#platform/ui/Badge.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

/** The score of one sheet; a critical failure says so in words. */
export function Score({ score, isFailed }: { score: number | null; isFailed: boolean }) {
  const t = useText();
  const format = useFormat();
  if (isFailed) return <Badge tone="life">{`${t(texts.failed)} · ${format.percent(0)}`}</Badge>;
  return <Badge tone="neutral">{score === null ? t(texts.noScore) : format.percent(score)}</Badge>;
}
