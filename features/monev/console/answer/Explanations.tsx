import { MessageSquareReply, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { AnswerCode, Side } from '../../answer.ts';
import type { Explanation } from '../../answer-contract.ts';
import { answerLabel } from '../../answer-texts.ts';
import type { Answer } from './AgencyAnswer.tsx';
import { texts } from './texts.ts';

const WordsDialog = part(() => import('./WordsDialog.tsx').then((file) => file.WordsDialog));

/** What the agency says of a figure and what the head answered, and how either is written. */
export function Explanations({ answer, code, isMissed }: { answer: Answer; code: AnswerCode; isMissed: boolean }) {
  const t = useText();
  const can = useCan();
  const [writing, setWriting] = useState<Side | null>(null);
  const of = (side: Side) => answer.explanations.filter((one) => one.code === code && one.side === side);
  const [own, head] = [of('agency'), of('head')];
  const mayExplain = can('answer.explain') && answer.computedAt < answer.explainUntil;
  const mayReply = can('answer.reply') && own.length > 0;
  const said = writing === 'head' ? head : own;
  return (
    <div className="flex flex-col items-start gap-1.5">
      {own.length === 0 && isMissed ? <p className="text-ink-soft">{t(texts.none)}</p> : null}
      <Words versions={own} />
      {head.length === 0 ? null : (
        <div className="border-l-2 border-line-strong pl-2">
          <Words versions={head} who={t(texts.head)} />
        </div>
      )}
      <div className="flex gap-2 print:hidden">
        {mayExplain ? (
          <Button
            size="small"
            look={isMissed && own.length === 0 ? 'primary' : 'quiet'}
            aria-label={`${t(own.length === 0 ? texts.explain : texts.change)}: ${t(answerLabel(code))}`}
            icon={<PencilLine aria-hidden size={14} />}
            onPress={() => setWriting('agency')}
          >
            {t(own.length === 0 ? texts.explain : texts.change)}
          </Button>
        ) : null}
        {mayReply ? (
          <Button size="small" icon={<MessageSquareReply aria-hidden size={14} />} onPress={() => setWriting('head')}>
            {t(head.length === 0 ? texts.reply : texts.changeReply)}
          </Button>
        ) : null}
      </div>
      {writing === null ? null : (
        <WordsDialog
          agencyId={answer.agency.id}
          month={answer.month}
          code={code}
          side={writing}
          before={said[0] ?? null}
          onClose={() => setWriting(null)}
        />
      )}
    </div>
  );
}

/** The newest version in full, the older ones folded. */
function Words({ versions, who }: { versions: readonly Explanation[]; who?: string }) {
  const t = useText();
  const [newest, ...older] = versions;
  if (newest === undefined) return null;
  return (
    <div>
      <p className="whitespace-pre-wrap">{newest.text}</p>
      <WrittenBy explanation={newest} who={who} />
      {older.length === 0 ? null : (
        <details className="text-sm print:hidden">
          <summary className="focus-ring cursor-pointer rounded">{t(texts.older, { count: older.length })}</summary>
          <ul className="flex flex-col gap-1 pl-3 pt-1">
            {older.map((one) => (
              <li key={one.version}>
                <p className="whitespace-pre-wrap">{one.text}</p>
                <WrittenBy explanation={one} who={who} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function WrittenBy({ explanation, who }: { explanation: Explanation; who: string | undefined }) {
  const t = useText();
  const format = useFormat();
  const { version, at, by } = explanation;
  const told = t(texts.version, { version, at: format.full(at) });
  return <p className="text-sm text-ink-soft">{[who, by, told].filter(Boolean).join(' · ')}</p>;
}
