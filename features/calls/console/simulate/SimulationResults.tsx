import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { type Estimate, simulatedGroups, type WhatIf } from '../../simulation.ts';
import type { SimulationAnswer } from '../../simulation-contract.ts';
import { sentencesOf } from '../../simulation-sentence.ts';
import { groupTexts, whatIfTexts } from '../../simulation-texts.ts';
import { PlainTable } from './PlainTable.tsx';
import { texts } from './texts.ts';

const HourChart = part(() => import('./HourChart.tsx').then((file) => file.HourChart));

type Result = SimulationAnswer['results'][number];

/** What came out: the questions side by side, then one of them by kind and by hour. */
export function SimulationResults({
  answer,
  asked,
}: {
  answer: SimulationAnswer;
  asked: { fewerAtNight: number; moreHoaxes: number };
}) {
  const t = useText();
  const format = useFormat();
  const [name, setName] = useState<WhatIf>('as_it_is');
  const nameOf = (what: WhatIf) =>
    t(whatIfTexts[what], { count: asked.fewerAtNight, share: format.number(asked.moreHoaxes * 100) });
  const shown = answer.results.find((each) => each.name === name) ?? answer.results[0];
  if (shown === undefined) return null;
  const { ends, replications } = shown;
  return (
    <>
      <Card title={t(texts.meaning)}>
        <dl className="flex flex-col gap-2">
          {answer.results.map((result) => (
            <div key={result.name}>
              <dt className="font-medium">{nameOf(result.name)}</dt>
              <dd className="text-ink-soft">{t(sentencesOf(result))}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t(texts.compared)} actions={<JsonButton answer={answer} />}>
        <ComparedTable results={answer.results} nameOf={nameOf} />
      </Card>
      <div className="max-w-md print:hidden">
        <Select
          label={t(texts.shown)}
          options={answer.results.map((result) => ({ id: result.name, name: nameOf(result.name) }))}
          value={name}
          onChange={setName}
        />
      </div>
      <Card title={`${t(texts.byKind)}: ${nameOf(shown.name)}`}>
        <KindTable result={shown} />
        <p className="pt-2 text-sm text-ink-soft">{t(texts.interval, { count: replications, ...ends })}</p>
      </Card>
      <Card title={`${t(texts.byHour)}: ${nameOf(shown.name)}`}>
        <div className="print:hidden">
          <HourChart hours={shown.hours} />
        </div>
        <HourTable result={shown} />
      </Card>
    </>
  );
}

function useCells() {
  const format = useFormat();
  return {
    count: (each: Estimate) => (each === null ? '–' : format.number(each.mean, 1)),
    seconds: (each: Estimate) =>
      each === null ? '–' : `${format.number(each.mean, 1)} ± ${format.number(each.high - each.mean, 1)}`,
    share: (each: Estimate) => (each === null ? '–' : format.percent(each.mean)),
  };
}

function ComparedTable({ results, nameOf }: { results: readonly Result[]; nameOf: (what: WhatIf) => string }) {
  const t = useText();
  const { count, seconds, share } = useCells();
  return (
    <PlainTable
      label={t(texts.compared)}
      headings={[
        texts.question,
        texts.offered,
        texts.answered,
        texts.abandoned,
        texts.p50,
        texts.p90,
        texts.p99,
        texts.within10,
        texts.within30,
        texts.occupancy,
      ].map((each) => t(each))}
      rows={results.map((result) => {
        const genuine = result.groups.find(({ group }) => group === 'genuine');
        return {
          id: result.name,
          cells: [
            nameOf(result.name),
            ...[genuine?.offered, genuine?.answered, genuine?.abandoned].map((each) => count(each ?? null)),
            ...[genuine?.p50, genuine?.p90, genuine?.p99].map((each) => seconds(each ?? null)),
            ...[genuine?.within10, genuine?.within30, result.occupancy].map((each) => share(each ?? null)),
          ],
        };
      })}
    />
  );
}

function KindTable({ result }: { result: Result }) {
  const t = useText();
  const { count, seconds, share } = useCells();
  const headings = [
    texts.kind,
    texts.offered,
    texts.answered,
    texts.abandoned,
    texts.p50,
    texts.p90,
    texts.p95,
    texts.p99,
    texts.within10,
    texts.within30,
  ];
  const rows = simulatedGroups.flatMap((group) => result.groups.filter((each) => each.group === group));
  return (
    <PlainTable
      label={t(texts.byKind)}
      headings={headings.map((each) => t(each))}
      rows={rows.map((each) => ({
        id: each.group,
        cells: [
          t(groupTexts[each.group]),
          ...[each.offered, each.answered, each.abandoned].map(count),
          ...[each.p50, each.p90, each.p95, each.p99].map(seconds),
          ...[each.within10, each.within30].map(share),
        ],
      }))}
    />
  );
}

function HourTable({ result }: { result: Result }) {
  const t = useText();
  const { count, seconds, share } = useCells();
  const headings = [
    texts.hour,
    texts.people,
    texts.offered,
    texts.answered,
    texts.abandoned,
    texts.p90,
    texts.occupancy,
  ];
  return (
    <PlainTable
      label={t(texts.byHour)}
      headings={headings.map((each) => t(each))}
      rows={result.hours.map(({ hour, takers, offered, answered, abandoned, p90, occupancy }) => ({
        id: String(hour),
        cells: [
          `${String(hour).padStart(2, '0')}.00`,
          String(takers),
          ...[offered, answered, abandoned].map(count),
          seconds(p90),
          share(occupancy),
        ],
      }))}
    />
  );
}

/** The answer as it came, for whoever reckons on. */
function JsonButton({ answer }: { answer: SimulationAnswer }) {
  const t = useText();
  const save = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'simulasi-antrean.json';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <span className="print:hidden">
      <Button size="small" icon={<Download aria-hidden size={14} />} onPress={save}>
        {t(texts.json)}
      </Button>
    </span>
  );
}
