import { useMemo } from 'react';
import { ChartFigure, type ChartView } from '#platform/ui/chart/ChartFigure.tsx';
import { Figure, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readAnalysis } from '../../analysis-contract.ts';
import { splitTexts } from '../../analysis-texts.ts';
import { listMonths } from '../../contract.ts';
import { kpiDefinitions, kpiLabels } from '../../kpi.ts';
import { screenNames } from '../../screen-names.ts';
import { texts as monthTexts } from '../texts.ts';
import '../print.css';
import { AnalysisControls } from './AnalysisControls.tsx';
import { AnalysisRows } from './AnalysisRows.tsx';
import { type Answer, chartOf, namesOf, sentenceOf, shownOf, type Words } from './analysis-chart.ts';
import { texts } from './texts.ts';
import { useDistrictShapes } from './use-district-shapes.ts';
import { type Question, useQuestion } from './use-question.ts';

/** One figure of the dictionary over any months, split one way; all that is chosen lies in the address. */
export function AnalysisPage() {
  const t = useText();
  const format = useFormat();
  const months = useRoute(listMonths, {});
  return (
    <Page title={t(screenNames.analysis)} description={t(texts.about, { zone: format.zoneName })}>
      <QueryView query={months}>
        {({ items: [last] }) =>
          last === undefined ? (
            <EmptyState title={t(monthTexts.empty)}>{t(monthTexts.emptyMore)}</EmptyState>
          ) : (
            <Analysis last={last.month} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Analysis({ last }: { last: string }) {
  const question = useQuestion(last);
  const answer = useRoute(readAnalysis, { query: question.query }, { keepPrevious: true });
  return (
    <>
      <AnalysisControls question={question} names={answer.data?.names} />
      <QueryView query={answer}>
        {(found) => (
          <Found key={question.query.by} answer={found} question={question} isOld={answer.isPlaceholderData} />
        )}
      </QueryView>
    </>
  );
}

const views = ['chart', 'map', 'table'] as const satisfies readonly ChartView[];

function Found({ answer, question, isOld }: { answer: Answer; question: Question; isOld: boolean }) {
  const t = useText();
  const words = useWords();
  const { query, compare, places, change } = question;
  const { measure, by } = query;
  const shapes = useDistrictShapes(by);
  const data = useMemo(() => {
    const compared = compare === 'none' ? null : answer[compare];
    const comparedName = compare === 'none' ? '' : words.t(texts[compare]);
    return chartOf(answer, { measure, by, compared, comparedName }, words);
  }, [answer, compare, measure, by, words]);
  // An answer to the question before is not drawn under the name of this one.
  if (isOld) return <div aria-busy="true" className="h-96" />;
  const nameOf = namesOf(by, answer, words);
  const open = places['open'];
  return (
    <>
      <Totals answer={answer} question={question} words={words} />
      <ChartFigure
        title={t(texts.title, { measure: t(kpiLabels[measure]), split: t(splitTexts[by]) })}
        summary={sentenceOf(answer, query, words)}
        data={data}
        corner={t(splitTexts[by])}
        fileName={`analisis-${measure.toLowerCase()}-${by}-${query.from}-${query.to}`}
        shapes={shapes}
        shown={views.find((one) => one === places['view']) ?? 'chart'}
        onShow={(shown) => change({ view: shown === 'chart' ? null : shown })}
        // Between brackets: a key may be empty, and an empty text in the address is none.
        onPick={(key) => change({ open: `(${key})` })}
      />
      <p className="text-ink-soft">{t(kpiDefinitions[measure])}</p>
      {open === undefined ? null : (
        <AnalysisRows
          query={query}
          cellKey={open.slice(1, -1)}
          name={nameOf(open.slice(1, -1))}
          names={answer.names}
          onClose={() => change({ open: null })}
        />
      )}
    </>
  );
}

/** The whole span beside the same of the two others. */
function Totals({ answer, question, words }: { answer: Answer; question: Question; words: Words }) {
  const t = useText();
  const figures = [
    [texts.total, answer.total],
    [texts.previous, answer.previous.total],
    [texts.yearBefore, answer.yearBefore.total],
  ] as const;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {figures.map(([label, total]) => (
        <Figure key={label.en} label={t(label)} value={shownOf(question.query.measure, total, words)} />
      ))}
    </div>
  );
}

function useWords(): Words {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return useMemo(() => ({ t, format, locale: language === 'id' ? 'id-ID' : 'en-GB' }), [t, format, language]);
}
