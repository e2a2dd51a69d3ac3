import { LocateFixed } from 'lucide-react';
import { IconButton } from '#platform/ui/Button.tsx';
import type { GeoPoint } from '#platform/ui/map/geometry.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { coverMinutes } from '../../coverage-contract.ts';
import { CategorySelect } from './CategorySelect.tsx';
import type { Coverage } from './ReachLayer.tsx';
import { texts } from './situation-texts.ts';
import type { CoverageChoice, useCoverage } from './use-coverage.ts';

interface CoverageCardProps {
  readonly choice: CoverageChoice;
  readonly onChoose: (choice: CoverageChoice) => void;
  readonly found: ReturnType<typeof useCoverage>['found'];
  readonly onShow: (point: GeoPoint) => void;
}

/** Which villages no free unit reaches in time: what the circles on the map leave out, in words. */
export function CoverageCard({ choice, onChoose, found, onShow }: CoverageCardProps) {
  const t = useText();
  return (
    <Card title={t(texts.coverage)}>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-3">
          <Select
            label={t(texts.within)}
            value={String(choice.minutes)}
            onChange={(minutes) => onChoose({ ...choice, minutes: Number(minutes) })}
            options={coverMinutes.map((count) => ({ id: String(count), name: t(texts.minutes, { count }) }))}
          />
          <CategorySelect value={choice.category} onChange={(category) => onChoose({ ...choice, category })} />
        </div>
        <QueryView query={found}>
          {(coverage) => <Missed coverage={coverage} minutes={choice.minutes} onShow={onShow} />}
        </QueryView>
      </div>
    </Card>
  );
}

interface MissedProps {
  readonly coverage: Coverage;
  readonly minutes: number;
  readonly onShow: (point: GeoPoint) => void;
}

function Missed({ coverage: { units, villages }, minutes, onShow }: MissedProps) {
  const t = useText();
  const reached = villages.total - villages.missed.length;
  return (
    <>
      <p role="status">
        {units.length === 0
          ? t(texts.nobodyFree)
          : t(texts.reached, { reached, total: villages.total, minutes, units: units.length })}
      </p>
      <p className="text-sm text-ink-soft">{t(texts.estimate)}</p>
      {villages.missed.length === 0 || units.length === 0 ? null : (
        <section aria-label={t(texts.missed)} className="flex flex-col gap-1">
          <h3 className="font-semibold">{t(texts.missed)}</h3>
          <ul className="flex max-h-60 flex-col overflow-auto">
            {villages.missed.map(({ code, name, districtName, point, seconds }) => (
              <li key={code} className="flex items-center justify-between gap-2 border-t border-line py-1">
                <span>
                  {name}, {districtName}
                  {seconds === null ? null : (
                    <span className="text-ink-soft"> · {t(texts.minutes, { count: Math.ceil(seconds / 60) })}</span>
                  )}
                </span>
                <IconButton
                  size="small"
                  label={t(texts.showVillage, { name })}
                  icon={<LocateFixed aria-hidden size={15} />}
                  onPress={() => onShow(point)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
