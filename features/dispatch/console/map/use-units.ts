import { useMemo } from 'react';
import { unitStatusWords } from '#features/incidents/unit-words.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { MapUnit } from '../../map-unit.ts';
import { listUnits } from '../../unit-contract.ts';

/** Positions make no events, since they are personal: a map asks for the newest. */
const refreshMs = 15_000;

/** The units whose positions are known. */
export function useUnits(): readonly MapUnit[] {
  const t = useText();
  const may = useCan()('unit.read');
  const answer = useRoute(listUnits, { query: {} }, { enabled: may, refreshMs, keepPrevious: true }).data;
  return useMemo(() => {
    if (answer === undefined) return [];
    const now = Date.parse(answer.now);
    return answer.items.flatMap(({ id, callSign, label, status, place }): MapUnit[] =>
      place === null
        ? []
        : [
            {
              id,
              label: callSign,
              status: t(label?.name ?? unitStatusWords[status]),
              point: place.point,
              ageSeconds: Math.max(0, Math.round((now - Date.parse(place.at)) / 1000)),
              accuracyM: place.accuracyM,
            },
          ],
    );
  }, [answer, t]);
}
