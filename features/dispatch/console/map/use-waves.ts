import { useMemo } from 'react';
import { listWaves } from '#features/calls/wave-contract.ts';
import { readBoundaries } from '#features/places/layer-contract.ts';
import { listMapPlaces } from '#features/places/map-contract.ts';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { waveShapes } from '../../wave-shapes.ts';

/** Waves of calls as a layer, where this person may know of them; in the address as `w=1`. */
export function useWaves() {
  const may = useCan()('call.supervise');
  const [said, setSaid] = usePlace('w');
  const isOn = may && said === '1';
  const waves = useRoute(listWaves, {}, { enabled: isOn });
  const boundaries = useRoute(readBoundaries, { query: { level: 'district' } }, { enabled: isOn }).data?.items;
  const places = useRoute(listMapPlaces, {}, { enabled: isOn }).data?.items;
  const items = waves.data?.items;
  const shapes = useMemo(
    () => (isOn ? waveShapes(items ?? [], { boundaries: boundaries ?? [], places: places ?? [] }) : []),
    [isOn, items, boundaries, places],
  );
  return { may, isOn, waves, shapes, toggle: () => setSaid(isOn ? null : '1') };
}
