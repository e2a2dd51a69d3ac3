import { useCallback, useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { answerCodes, shiftNames } from '../../answer.ts';
import { readAgencyAnswer } from '../../answer-contract.ts';
import { shiftTexts } from '../../answer-texts.ts';
import { Briefs } from './Briefs.tsx';
import { FigureAnswers } from './FigureAnswers.tsx';
import { Refused } from './Refused.tsx';
import { SplitTable } from './SplitTable.tsx';
import { Trend } from './Trend.tsx';
import { texts } from './texts.ts';
import { WaitingNow } from './WaitingNow.tsx';

const AnswerRows = part(() => import('./AnswerRows.tsx').then((file) => file.AnswerRows));

export type Answer = RouteOutput<typeof readAgencyAnswer>;

/** What one agency answers for in a month. */
export function AgencyAnswer({ id, month }: { id: string; month: string }) {
  const answer = useRoute(
    readAgencyAnswer,
    { params: { id }, query: { month } },
    { keepPrevious: true, refreshMs: 30_000 },
  );
  return <QueryView query={answer}>{(found) => <Sections answer={found} />}</QueryView>;
}

/** `user:…`, `contact:…`, `link` or `phone` in words. */
function usePersonName(): (person: { readonly key: string; readonly name: string | null }) => string {
  const t = useText();
  return ({ key, name }) => name ?? t(key === 'link' ? texts.personLink : texts.personPhone);
}

function Sections({ answer }: { answer: Answer }) {
  const t = useText();
  const [place, setPlace] = usePlaces();
  const personName = usePersonName();
  const types = useMemo(() => new Map<string, Text>(answer.types.map((one) => [one.code, one.name])), [answer.types]);
  const typeName = useCallback((code: string) => t(types.get(code) ?? { id: code, en: code }), [t, types]);
  const code = answerCodes.find((one) => one === place.figure);
  const shift = shiftNames.find((one) => one === place.shift);
  return (
    <>
      <h2 className="text-lg font-semibold">{t(answer.agency.name)}</h2>
      {answer.closed ? null : <Notice>{t(texts.running)}</Notice>}
      <FigureAnswers answer={answer} />
      <WaitingNow rows={answer.waiting} typeName={typeName} />
      <Trend answer={answer} />
      <Card title={t(texts.byShift)} flush>
        <SplitTable
          label={t(texts.byShift)}
          corner={t(texts.shift)}
          by="shift"
          parts={answer.shifts.map((one) => ({ ...one, name: t(shiftTexts[one.key]) }))}
        />
      </Card>
      {answer.people === null ? null : (
        <Card title={t(texts.byPerson)} flush>
          <SplitTable
            label={t(texts.byPerson)}
            corner={t(texts.person)}
            by="person"
            parts={answer.people.map((one) => ({ ...one, name: personName(one) }))}
            empty={t(texts.personNobody)}
          />
        </Card>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Refused refused={answer.refused} />
        <Briefs answer={answer} />
      </div>
      {code === undefined ? null : (
        <AnswerRows
          id={answer.agency.id}
          month={answer.month}
          code={code}
          shift={shift}
          person={place.person}
          typeName={typeName}
          onClose={() => setPlace({ figure: null, shift: null, person: null })}
        />
      )}
    </>
  );
}
