import { useMemo, useState } from 'react';
import { filterOf, passes, sortForList } from '#features/incidents/console/map/map-filter.ts';
import { mapTexts as texts } from '#features/incidents/console/map/map-texts.ts';
import { useIncidentPoints } from '#features/incidents/console/map/use-incident-points.ts';
import type { IncidentPoint } from '#features/incidents/map-contract.ts';
import { type GroundPart, groundParts } from '#features/places/ground-part.ts';
import { type Bounds, type GeoPoint, type View, viewOf, viewText } from '#platform/ui/map/geometry.ts';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { CoverageCard } from './CoverageCard.tsx';
import { MapFilters } from './MapFilters.tsx';
import { MapList } from './MapList.tsx';
import { useCoverage } from './use-coverage.ts';
import { useUnits } from './use-units.ts';
import { useWaves } from './use-waves.ts';
import { WaveCard } from './WaveCard.tsx';

const SituationMap = lazyMap(() => import('./SituationMap.tsx').then((file) => file.SituationMap));

/** What is on the map besides incidents, each to be turned off. */
export const layerNames = [...groundParts, 'units'] as const;
export type LayerName = GroundPart | 'units';

/** Where the open incidents are. Map and list say the same; view, filter and layers lie in the address. */
export function MapPage() {
  const t = useText();
  const points = useIncidentPoints();
  return (
    <Page title={t(texts.title)} width="full">
      <QueryView query={points}>{({ items }) => <Situation items={items} />}</QueryView>
    </Page>
  );
}

function Situation({ items }: { items: readonly IncidentPoint[] }) {
  const t = useText();
  const go = useGo();
  const { start, keep } = useKeptView();
  const { off, toggle } = useLayersOff();
  const units = useUnits();
  const mayAsk = useCan()('unit.read');
  const coverage = useCoverage();
  const waves = useWaves();
  const [p, setP] = usePlace('p');
  const [c, setC] = usePlace('c');
  const [d, setD] = usePlace('d');
  const filter = useMemo(() => filterOf({ p, c, d }), [p, c, d]);
  const [bounds, setBounds] = useState<Bounds | null>(null);
  const [target, setTarget] = useState<{ point: GeoPoint } | null>(null);
  const [together, setTogether] = useState<readonly string[] | null>(null);
  const shown = useMemo(() => items.filter((one) => passes(filter, one)), [items, filter]);
  const sorted = useMemo(() => {
    if (together === null) return sortForList(shown, bounds);
    return sortForList(
      shown.filter(({ id }) => together.includes(id)),
      null,
    );
  }, [shown, bounds, together]);
  return (
    <>
      <MapFilters
        filter={filter}
        items={items}
        off={off}
        onToggle={toggle}
        coverage={mayAsk ? { isOn: coverage.choice !== null, toggle: coverage.toggle } : null}
        waves={waves.may ? { isOn: waves.isOn, toggle: waves.toggle } : null}
        onPriorities={(chosen) => setP(chosen.length === 0 ? null : chosen.join())}
        onCategory={setC}
        onDistrict={setD}
      />
      <div className="grid min-h-0 flex-1 grid-cols-1 gap-3 lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[minmax(0,1fr)]">
        <SituationMap
          label={t(texts.mapOf, { count: shown.length })}
          className="h-[55vh] lg:h-auto lg:min-h-96"
          start={start}
          parts={groundParts.filter((part) => !off.includes(part))}
          incidents={shown}
          units={off.includes('units') ? [] : units}
          coverage={coverage.choice === null ? undefined : coverage.found.data}
          waves={waves.shapes}
          target={target}
          onOpen={(id) => go(`/incidents/${id}`)}
          onTogether={setTogether}
          onMoved={(view, seen) => {
            setBounds(seen);
            keep(view);
          }}
        />
        <div className="flex flex-col gap-3 lg:min-h-0 lg:overflow-auto">
          {coverage.choice === null ? null : (
            <div className="shrink-0">
              <CoverageCard
                choice={coverage.choice}
                onChoose={coverage.choose}
                found={coverage.found}
                onShow={(point) => setTarget({ point })}
              />
            </div>
          )}
          {waves.isOn ? (
            <div className="shrink-0">
              <WaveCard found={waves} onShow={(point) => setTarget({ point })} />
            </div>
          ) : null}
          <div className="lg:grid lg:min-h-64 lg:flex-1 lg:grid-rows-[minmax(0,1fr)]">
            <MapList
              sorted={sorted}
              isTogether={together !== null}
              onAll={() => setTogether(null)}
              onShow={(point) => setTarget({ point })}
            />
          </div>
        </div>
      </div>
    </>
  );
}

/** The view lies in the address: a reload, Back and a copied link show the same part of the map. */
function useKeptView() {
  const [at, setAt] = usePlace('at');
  const [start] = useState(() => viewOf(at));
  const keep = (view: View) => {
    const text = viewText(view);
    if (text !== at) setAt(text);
  };
  return { start, keep };
}

function useLayersOff() {
  const [said, setSaid] = usePlace('off');
  const off = layerNames.filter((name) => (said ?? '').split(',').includes(name));
  const toggle = (name: LayerName) => {
    const next = off.includes(name) ? off.filter((one) => one !== name) : [...off, name];
    setSaid(next.length === 0 ? null : next.join());
  };
  return { off, toggle };
}
