import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { answerTexts, countedTexts, sheetTexts, stateTexts, stratumTexts } from '../code-texts.ts';
import type { MySheet as Sheet } from '../contract.ts';
import { criteriaOf, type Scorecard } from '../scorecard.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { Score } from './Score.tsx';
import { texts } from './texts.ts';

interface MySheetProps {
  readonly sheet: Sheet;
  readonly cards: readonly { readonly version: number; readonly content: Scorecard }[];
}

/** One call of one's own as it was assessed, the newest sheet first. */
export function MySheet({ sheet, cards }: MySheetProps) {
  const t = useText();
  const format = useFormat();
  const [asked, setAsked] = useState<'accept' | 'appeal' | null>(null);
  const isShown = sheet.state === 'shown';
  const says = sheet.countedAs === null ? '' : ` · ${t(countedTexts[sheet.countedAs])}`;
  return (
    <Card
      title={t(texts.call, { number: sheet.number })}
      actions={<Badge tone={isShown ? 'warn' : 'neutral'}>{`${t(stateTexts[sheet.state])}${says}`}</Badge>}
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-ink-soft">
          {format.full(sheet.arrivedAt)} · {t(stratumTexts[sheet.stratum])}
          {isShown ? ` · ${t(texts.answerBy, { at: format.full(sheet.answerBy) })}` : ''}
        </p>
        {sheet.appeal === null ? null : (
          <p>
            <strong>{t(texts.appealSays)}:</strong> {sheet.appeal}
          </p>
        )}
        {sheet.sheets.map((one) => (
          <OneSheet key={one.filledAt + one.kind} sheet={one} cards={cards} />
        ))}
        {isShown ? (
          <div className="flex flex-wrap gap-2">
            <Button look="primary" onPress={() => setAsked('accept')}>
              {t(texts.accept)}
            </Button>
            <Button onPress={() => setAsked('appeal')}>{t(texts.appeal)}</Button>
          </div>
        ) : null}
        {asked === null ? null : <AnswerDialog id={sheet.id} answer={asked} onClose={() => setAsked(null)} />}
      </div>
    </Card>
  );
}

function OneSheet({ sheet, cards }: { sheet: Sheet['sheets'][number]; cards: MySheetProps['cards'] }) {
  const t = useText();
  const card = cards.find(({ version }) => version === sheet.scorecardVersion);
  return (
    <details open={sheet.kind !== 'assessment' || undefined} className="rounded-md border border-line p-2">
      <summary className="cursor-pointer">
        <span className="mr-2 font-medium">{t(sheetTexts[sheet.kind])}</span>
        <Score score={sheet.score} isFailed={sheet.isFailed} />
      </summary>
      {sheet.note === null ? null : <p className="mt-2">{sheet.note}</p>}
      <dl className="mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
        {(card === undefined ? [] : criteriaOf(card.content)).map(({ id, name, isCritical }) => {
          const answer = sheet.answers[id];
          return (
            <div key={id} className="contents">
              <dt>
                {t(name)} {isCritical ? <span className="text-sm text-ink-soft">({t(texts.critical)})</span> : null}
              </dt>
              <dd className="font-medium">{answer === undefined ? '–' : t(answerTexts[answer])}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
