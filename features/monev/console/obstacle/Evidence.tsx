import { useCallback } from 'react';
import { Link } from '#platform/ui/Link.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { Evidence } from '../../obstacle.ts';
import { monthName } from './day.ts';
import { texts } from './texts.ts';

/** A share, a time or a multiple in words. */
export function useMeasure(): (unit: Evidence['unit'], value: number) => string {
  const t = useText();
  const format = useFormat();
  return useCallback(
    (unit, value) => {
      if (unit === 'share') return format.percent(value);
      return unit === 'ms' ? format.duration(value) : t(texts.times, { value: format.number(value, 1) });
    },
    [t, format],
  );
}

/** What the rule saw, and the way to the rows behind it. */
export function EvidenceFacts({ evidence }: { evidence: Evidence }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const measure = useMeasure();
  const maySeeRows = useCan()('monev.rows');
  const { part, whole, figure, month } = evidence;
  const rows =
    part === null ? format.number(whole) : t(texts.rowsOf, { part: format.number(part), whole: format.number(whole) });
  return (
    <div className="flex flex-col gap-2">
      <DefinitionList
        items={[
          { term: t(texts.month), value: monthName(month, language) },
          { term: t(texts.measured), value: <strong>{measure(evidence.unit, evidence.value)}</strong> },
          { term: t(texts.threshold), value: measure(evidence.unit, evidence.threshold) },
          { term: t(texts.rowsCounted), value: rows },
          { term: t(texts.computedAt), value: format.full(evidence.computedAt) },
        ]}
      />
      <p className="text-sm text-ink-soft">{t(texts.evidenceNote)}</p>
      {figure !== null && maySeeRows ? (
        <Link href={`/monev?${new URLSearchParams({ month, figure }).toString()}`}>{t(texts.openRows)}</Link>
      ) : null}
    </div>
  );
}
