import { dispositions } from '#features/calls/call.ts';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { priorities } from '#features/incidents/incident.ts';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { type FilterName, filtersOf, measures, splitsOf } from '../../analysis.ts';
import { filterTexts, splitTexts } from '../../analysis-texts.ts';
import { kpiLabels } from '../../kpi.ts';
import { month } from '../../month.ts';
import type { Answer } from './analysis-chart.ts';
import { texts } from './texts.ts';
import { comparisons, type Question } from './use-question.ts';

/** What is asked: figure, split, months, comparison, and what it is narrowed to. */
export function AnalysisControls({ question, names }: { question: Question; names: Answer['names'] | undefined }) {
  const t = useText();
  const can = useCan();
  const { query, compare, places, change } = question;
  // What was opened belongs to the question before.
  const set = (changes: Readonly<Record<string, string | null>>) => change({ open: null, ...changes });
  const splits = splitsOf(query.measure).filter((one) => one !== 'taker' || can('monev.takers'));
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5 print:hidden">
      <Select
        label={t(texts.measure)}
        options={measures.map((id) => ({ id, name: t(kpiLabels[id]) }))}
        value={query.measure}
        onChange={(measure) => set({ measure })}
      />
      <Select
        label={t(texts.split)}
        options={splits.map((id) => ({ id, name: t(splitTexts[id]) }))}
        value={query.by}
        onChange={(by) => set({ by })}
      />
      <MonthField
        key={`from${query.from}`}
        label={t(texts.from)}
        value={query.from}
        onChange={(from) => set({ from })}
      />
      <MonthField key={`to${query.to}`} label={t(texts.to)} value={query.to} onChange={(to) => set({ to })} />
      <Select
        label={t(texts.compare)}
        options={comparisons.map((id) => ({ id, name: t(texts[id]) }))}
        value={compare}
        onChange={(next) => set({ compare: next === 'none' ? null : next })}
      />
      {filtersOf(query.measure).map((name) => (
        <Filter
          key={name}
          name={name}
          value={places[name] ?? ''}
          names={names}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
    </div>
  );
}

/** Half a month is none: what does not read as one is not asked. */
function MonthField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      label={label}
      type="month"
      defaultValue={value}
      onChange={(text) => {
        if (month.safeParse(text).success) onChange(text);
      }}
    />
  );
}

interface FilterProps {
  readonly name: FilterName;
  readonly value: string;
  readonly names: Answer['names'] | undefined;
  readonly onChange: (value: string | null) => void;
}

const everything = 'all';

function Filter({ name, value, names, onChange }: FilterProps) {
  const t = useText();
  const found =
    name === 'priority'
      ? priorities.map((id) => ({ id: `${id}`, name: id }))
      : name === 'disposition'
        ? dispositions.map((id) => ({ id: `${id}`, name: t(dispositionTexts[id]) }))
        : (names?.[name] ?? []).map((one) => ({ id: one.code, name: t(one.name) }));
  return (
    <Select
      label={t(filterTexts[name])}
      options={[{ id: everything, name: t(texts.all) }, ...found]}
      value={value === '' ? everything : value}
      onChange={(id) => onChange(id === everything ? null : id)}
    />
  );
}
