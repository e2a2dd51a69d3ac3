import { useState } from 'react';
import { DrillFigures } from '#features/calls/console/drill/DrillFigures.tsx';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { auditDays, readAuditFigures } from '../../audit-contract.ts';
import type { HourBand } from '../../audit-figures.ts';
import { AuditDraws } from './AuditDraws.tsx';
import { AuditRows, type RowsAsked } from './AuditRows.tsx';
import { AuditSettingCard } from './AuditSettingCard.tsx';
import { AuditTiles } from './AuditTiles.tsx';
import { FairnessTable } from './FairnessTable.tsx';
import { texts } from './texts.ts';

type Figures = RouteOutput<typeof readAuditFigures>;

/** What was found, by figure; each figure leads to its judgements or calls. */
export function AuditResults() {
  const t = useText();
  const can = useCan();
  const [place, setPlace] = usePlace('days');
  const days = auditDays.find((each) => each === place) ?? '90';
  const figures = useRoute(readAuditFigures, { query: { days } }, { keepPrevious: true });
  const [asked, setAsked] = useState<RowsAsked | null>(null);
  return (
    <div className="flex flex-col gap-4">
      <div className="max-w-56">
        <Select
          label={t(texts.span)}
          value={days}
          onChange={(next) => setPlace(next === '90' ? null : next)}
          options={auditDays.map((id) => ({ id, name: t(texts.days, { days: id }) }))}
        />
      </div>
      <QueryView query={figures}>{(found) => <Found figures={found} onRows={setAsked} />}</QueryView>
      <DrillFigures days={days} hasLink />
      {can('setting.read') ? <AuditSettingCard /> : null}
      {asked === null ? null : <AuditRows days={days} asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Found({ figures, onRows }: { figures: Figures; onRows: (asked: RowsAsked) => void }) {
  const t = useText();
  const format = useFormat();
  const { suppression, answered, mislabelled } = figures;
  const districtName = (code: string) => figures.districts.find((one) => one.code === code)?.name ?? code;
  return (
    <>
      <AuditTiles figures={figures} onRows={onRows} />
      {suppression.suppressed.length === 0 ? null : (
        <Notice tone="life" title={t(texts.suppressedList)}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {suppression.suppressed.map((one) => (
              <li key={one.callId}>
                <Link href={`/calls/${one.callId}`}>
                  {one.number} · {format.full(one.arrivedAt)}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Card title={t(texts.fairness)}>
        <div className="flex flex-col gap-4">
          <p className="text-ink-soft">{t(texts.fairnessNote)}</p>
          <FairnessTable title={texts.answeredAlike} by={texts.byHour} rows={answered.byHour} />
          <FairnessTable
            title={texts.answeredAlike}
            by={texts.byDistrict}
            rows={answered.byDistrict}
            nameOf={districtName}
            note={texts.districtNote}
          />
          <FairnessTable<HourBand>
            title={texts.mislabelledAlike}
            by={texts.byHour}
            rows={mislabelled.byHour}
            onOpen={(hours) => onRows({ sample: 'random', hours })}
          />
          <FairnessTable
            title={texts.mislabelledAlike}
            by={texts.byDistrict}
            rows={mislabelled.byDistrict}
            nameOf={districtName}
            note={texts.districtNote}
            onOpen={(district) => onRows({ sample: 'random', district })}
          />
        </div>
      </Card>
      <AuditDraws draws={figures.draws} />
    </>
  );
}
