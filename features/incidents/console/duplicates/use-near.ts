import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { useRoute } from '#platform/web/query-options.ts';
import type { FormValues } from '../../draft.ts';
import { listNear } from '../../duplicate-contract.ts';
import { placedOf } from '../../placed.ts';

type NearQuery = z.input<typeof listNear.query>;

/** Milliseconds after the last letter until it is asked what is near. */
const restMs = 400;

/** What is open and like these values, asked anew when one has stopped typing; a live message refreshes it. */
export function useNear(values: FormValues | null, given: Pick<NearQuery, 'callId' | 'excludeId'>) {
  const words = [values?.placeText, values?.landmark].filter(Boolean).join(' ').slice(0, 300);
  const point = placedOf(values?.point ?? '');
  const asked: NearQuery = {
    ...given,
    // Ids and codes that the server's own lists gave.
    ...(values?.typeId ? { typeId: values.typeId as NonNullable<NearQuery['typeId']> } : {}),
    ...(values?.villageCode ? { villageCode: values.villageCode } : {}),
    ...(point === null ? {} : { latitude: point.latitude, longitude: point.longitude }),
    ...(words === '' ? {} : { placeWords: words }),
  };
  const query = useRested(asked);
  return useRoute(listNear, { query }, { keepPrevious: true });
}

function useRested(value: NearQuery): NearQuery {
  const text = JSON.stringify(value);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  // Written just above.
  return JSON.parse(rested) as NearQuery;
}
