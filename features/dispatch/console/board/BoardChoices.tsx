import { listAgencies } from '#features/agencies/contract.ts';
import { listDistricts } from '#features/places/contract.ts';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { LaneKind } from '../../board-rules.ts';
import { laneTexts } from './texts.ts';

interface BoardChoicesProps {
  readonly view: LaneKind | 'table';
  readonly values: Readonly<Record<string, string>>;
  readonly onChoose: (changes: Readonly<Record<string, string | null>>) => void;
}

/** How the board stands and of whom; in the address, so that a wall screen keeps it. */
export function BoardChoices({ view, values, onChoose }: BoardChoicesProps) {
  const t = useText();
  const agencies = useRoute(listAgencies, { query: { limit: 500 } }).data?.items ?? [];
  const districts = useRoute(listDistricts, {}).data?.items ?? [];
  const set = (name: string) => (value: string) => onChoose({ [name]: value === 'all' ? null : value });
  return (
    <>
      <Select
        label={t(laneTexts.view)}
        value={view}
        onChange={(next) => onChoose({ view: next === 'state' ? null : next })}
        options={[
          { id: 'state', name: t(laneTexts.byState) },
          { id: 'priority', name: t(laneTexts.byPriority) },
          { id: 'table', name: t(laneTexts.table) },
        ]}
      />
      {view === 'table' ? null : (
        <>
          <Select
            label={t(laneTexts.agency)}
            value={values.agency ?? 'all'}
            onChange={set('agency')}
            options={[
              { id: 'all' as string, name: t(laneTexts.allAgencies) },
              ...agencies.map(({ id, name }) => ({ id, name })),
            ]}
          />
          <Select
            label={t(laneTexts.district)}
            value={values.district ?? 'all'}
            onChange={set('district')}
            options={[
              { id: 'all' as string, name: t(laneTexts.allDistricts) },
              ...districts.map(({ name }) => ({ id: name, name })),
            ]}
          />
        </>
      )}
    </>
  );
}
