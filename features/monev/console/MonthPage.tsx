import { Download, Printer } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { priorities } from '#features/incidents/incident.ts';
import { sourceTexts } from '#features/incidents/texts.ts';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace, usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { exportPath, listMonths, readMonth } from '../contract.ts';
import { type FigureName, FigureSet, parseFigureName } from '../figure-set.ts';
import { type KpiCode, kpiCodes, kpiDefinitions, kpiLabels } from '../kpi.ts';
import type { Figure } from '../month.ts';
import { nowMark } from './FigureButton.tsx';
import { FigureTile, verdictOf } from './FigureTile.tsx';
import { texts as lockTexts } from './lock/texts.ts';
import './print.css';
import { texts } from './texts.ts';

// The tiles are what one came for; the funnel and the tables stand below them.
const FigureTable = part(() => import('./FigureTable.tsx').then((file) => file.FigureTable));
const AgencyFigures = part(() => import('./FigureTable.tsx').then((file) => file.AgencyFigures));
const Funnel = part(() => import('./Funnel.tsx').then((file) => file.Funnel));
const Targets = part(() => import('./Targets.tsx').then((file) => file.Targets));
const DispositionTable = part(() => import('./Funnel.tsx').then((file) => file.DispositionTable));
const Violations = part(() => import('./Violations.tsx').then((file) => file.Violations));
const MonthPicker = part(
  () => import('./MonthPicker.tsx').then((file) => file.MonthPicker),
  () => <div className="h-16" />,
);
const LockCard = part(() => import('./lock/LockCard.tsx').then((file) => file.LockCard));
const Corrections = part(() => import('./lock/Corrections.tsx').then((file) => file.Corrections));
const GoalsTable = part(() => import('./lock/GoalsTable.tsx').then((file) => file.GoalsTable));
const RowsDialog = part(() => import('./RowsDialog.tsx').then((file) => file.RowsDialog));

type Month = RouteOutput<typeof readMonth>;

/** The figures of one month: each says what it means and opens the rows it was counted from. */
export function MonthPage() {
  const t = useText();
  const format = useFormat();
  const months = useRoute(listMonths, {});
  const [{ month: chosen = null, edition }, choose] = usePlaces();
  const month = chosen ?? months.data?.items[0]?.month ?? null;
  const answer = useRoute(
    readMonth,
    { params: { month: month ?? '' }, query: edition === undefined ? {} : { edition: Number(edition) } },
    { enabled: month !== null, keepPrevious: true, refreshMs: 60_000 },
  );
  return (
    <Page
      title={t(texts.page)}
      description={t(texts.about, { zone: format.zoneName })}
      actions={month === null ? null : <MonthActions month={month} edition={answer.data?.edition ?? null} />}
    >
      <QueryView query={months}>
        {({ items }) =>
          month === null ? (
            <EmptyState title={t(texts.empty)}>{t(texts.emptyMore)}</EmptyState>
          ) : (
            <>
              <Letterhead />
              <MonthPicker
                months={items.map((one) => one.month)}
                month={month}
                onChoose={(to) => choose({ month: to, edition: null })}
              />
              <QueryView query={answer}>{(found) => <MonthFigures month={found} />}</QueryView>
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

function MonthActions({ month, edition }: { month: string; edition: number | null }) {
  const t = useText();
  const can = useCan();
  return (
    <div className="flex gap-2 print:hidden">
      {can('monev.export') ? (
        <a
          href={exportPath.replace(':month', month) + (edition === null ? '' : `?edition=${edition}`)}
          download
          className="focus-ring inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 py-1 font-medium hover:bg-raised"
        >
          <Download aria-hidden size={16} />
          {t(texts.download)}
        </a>
      ) : null}
      <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
        {t(texts.print)}
      </Button>
    </div>
  );
}

const tiles: readonly KpiCode[] = [
  'OFFERED',
  'ANSWER_RATE',
  'SERVICE_LEVEL',
  'SERVICE_LEVEL_30',
  'ANSWER_TIME',
  'HANDLE_TIME',
  'NUISANCE_RATE',
  'NUISANCE_WIDE',
  'INCIDENTS',
  'T_ARRIVAL',
  'SLA_ACK',
  'FEEDBACK_RATE',
];
const responseCodes = ['T_TICKET', 'T_DISPATCH', 'T_ACK', 'T_ARRIVAL', 'T_RESOLVE'] as const;

function MonthFigures({ month }: { month: Month }) {
  const t = useText();
  const figures = useMemo(() => new FigureSet(month.figures), [month.figures]);
  const nameOf = useNames(month);
  const [open, setOpen] = usePlace('figure');
  const isNow = open?.endsWith(nowMark) === true;
  const name = parseFigureName(isNow ? (open?.slice(0, -nowMark.length) ?? null) : open);
  const isEmpty = figures.count('OFFERED') === 0 && figures.count('INCIDENTS') === 0;
  const whole = (code: KpiCode) => ({ code, by: 'all' as const, key: null });
  return (
    <>
      {month.closed ? <LockCard month={month} /> : <Notice>{t(texts.running)}</Notice>}
      {isEmpty ? <Notice>{t(texts.emptyMonth)}</Notice> : null}
      {month.violations.length === 0 ? null : <Violations violations={month.violations} />}
      <Corrections month={month} nameOf={nameOf} />
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {tiles.map((code) => (
          <FigureTile key={code} code={code} figure={figures.find(code)} verdict={verdictOf(code, month.goals)} />
        ))}
      </ul>
      <Card title={t(lockTexts.goals)}>
        <GoalsTable goals={month.goals} />
      </Card>
      <Card title={t(texts.funnel)}>
        <Funnel figures={figures} />
      </Card>
      <Card title={t(texts.responseTimes)}>
        <p className="pb-2 text-sm text-ink-soft">{t(texts.responseTimesMore)}</p>
        <FigureTable
          label={t(texts.responseTimes)}
          corner={t(texts.part)}
          headings={[t(texts.allButP4), ...priorities]}
          figures={figures}
          rows={responseCodes.map((code) => ({
            id: code,
            name: t(kpiLabels[code]),
            cells: [whole(code), ...priorities.map((key) => ({ code, by: 'priority' as const, key }))],
          }))}
        />
      </Card>
      <Card title={t(texts.agencies)} flush>
        <AgencyFigures figures={figures} nameOf={nameOf} label={t(texts.agencies)} corner={t(texts.agency)} />
      </Card>
      <Breakdowns figures={figures} nameOf={nameOf} />
      <Card title={t(texts.targets)}>
        <Targets targets={month.targets} />
      </Card>
      <Definitions />
      {name === null ? null : (
        <RowsDialog
          month={month.month}
          edition={isNow ? null : month.edition}
          name={name}
          figure={figureShown(month, figures, name, isNow)}
          nameOf={nameOf}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** The locked figure, or where the rows of today are asked for, today's: it is known only where it differs. */
function figureShown(month: Month, figures: FigureSet, name: FigureName, isNow: boolean): Figure | null {
  const locked = figures.find(name.code, name.by, name.key);
  if (!isNow) return locked;
  const isIt = (one: Figure | null) => one?.code === name.code && one.by === name.by && one.key === name.key;
  const changed = month.correction?.figures.find(({ before, after }) => isIt(before) || isIt(after));
  return changed === undefined ? locked : changed.after;
}

/** Names of agencies, types, sources and dispositions by their codes; a code that is gone names itself. */
function useNames(month: Month): (code: string) => string {
  const t = useText();
  const names = useMemo(() => {
    const codes: Readonly<Record<string, Text>> = { ...dispositionTexts, ...sourceTexts };
    return new Map<string, Text>([
      ...Object.entries(codes),
      ...[...month.agencies, ...month.types].map((one) => [one.code, one.name] as const),
    ]);
  }, [month.agencies, month.types]);
  return useCallback((code) => t(names.get(code) ?? { id: code, en: code }), [t, names]);
}

function Breakdowns({ figures, nameOf }: { figures: FigureSet; nameOf: (code: string) => string }) {
  const t = useText();
  const split = (by: 'type' | 'source') =>
    figures
      .keys('INCIDENTS', by)
      .map((key) => ({ id: key, name: nameOf(key), cells: [{ code: 'INCIDENTS' as const, by, key }] }));
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Card title={t(texts.dispositions)}>
        <DispositionTable figures={figures} />
      </Card>
      {(['type', 'source'] as const).map((by) => {
        const label = t(by === 'type' ? texts.incidentsByType : texts.incidentsBySource);
        return (
          <Card key={by} title={label}>
            <FigureTable
              label={label}
              corner={t(texts.kind)}
              headings={[t(texts.count)]}
              rows={split(by)}
              figures={figures}
            />
          </Card>
        );
      })}
    </div>
  );
}

/** On screen each figure says it itself; on paper they stand together at the end. */
function Definitions() {
  const t = useText();
  return (
    <section className="hidden print:block">
      <h2 className="font-semibold">{t(texts.definitions)}</h2>
      <dl>
        {kpiCodes.map((code) => (
          <div key={code} className="break-inside-avoid py-1">
            <dt className="font-medium">{t(kpiLabels[code])}</dt>
            <dd>{t(kpiDefinitions[code])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
