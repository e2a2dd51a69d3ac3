import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type IncidentView, listIncidents } from '../../contract.ts';
import { valuesOf } from '../../draft.ts';
import type { IncidentId } from '../../incident.ts';
import { NearList } from '../duplicates/NearList.tsx';
import { useNear } from '../duplicates/use-near.ts';
import { texts } from './texts.ts';

interface FindIncidentProps {
  readonly incident: IncidentView;
  readonly onChosen: (id: IncidentId) => void;
}

/** Another incident: one of those that are like this one, or by its number. */
export function FindIncident({ incident, onChosen }: FindIncidentProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState<number | null>(null);
  const near = useNear(valuesOf(incident), { excludeId: incident.id });
  const found = useRoute(
    listIncidents,
    { query: { group: 'all', limit: 1, ...(number === null ? {} : { number }) } },
    { enabled: number !== null },
  );
  const one = number === null ? undefined : found.data?.items[0];
  return (
    <div className="flex flex-col gap-3">
      <SearchField
        label={t(texts.findNumber)}
        value={typed}
        onChange={setTyped}
        onSubmit={(value) => setNumber(/^\d{1,9}$/.test(value.trim()) ? Number(value.trim()) : null)}
        onClear={() => setNumber(null)}
      />
      {number !== null && found.data !== undefined && one === undefined ? (
        <p role="status">{t(texts.notFound, { number })}</p>
      ) : null}
      {one === undefined ? null : (
        <Button look="primary" onPress={() => onChosen(one.id)}>
          {`${t(texts.choose)} ${one.number}`}
        </Button>
      )}
      <h3 className="font-semibold">{t(texts.near)}</h3>
      <NearList
        items={near.data?.items ?? []}
        chosenId={null}
        action={(each) => (
          <Button size="small" aria-label={`${t(texts.choose)} ${each.number}`} onPress={() => onChosen(each.id)}>
            {t(texts.choose)}
          </Button>
        )}
      />
    </div>
  );
}
