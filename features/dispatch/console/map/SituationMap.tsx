import { useEffect } from 'react';
import { IncidentLayer } from '#features/incidents/console/map/IncidentLayer.tsx';
import { drawMarks } from '#features/incidents/console/map/map-marks.ts';
import type { IncidentPoint } from '#features/incidents/map-contract.ts';
import { BaseMap, type BaseMapProps } from '#features/places/console/map/BaseMap.tsx';
import type { GeoPoint } from '#platform/ui/map/geometry.ts';
import { goTo, useMap } from '#platform/ui/map/map-context.ts';
import type { Palette } from '#platform/ui/map/palette.ts';
import type { MapUnit } from '../../map-unit.ts';
import type { WaveShape } from '../../wave-shapes.ts';
import { type Coverage, ReachLayer } from './ReachLayer.tsx';
import { drawUnits, UnitLayer } from './UnitLayer.tsx';
import { WaveLayer } from './WaveLayer.tsx';

export interface SituationMapProps extends Pick<BaseMapProps, 'label' | 'start' | 'parts' | 'onMoved' | 'className'> {
  readonly incidents: readonly IncidentPoint[];
  readonly units: readonly MapUnit[];
  /** How far free units come; left out: it is not asked about. */
  readonly coverage?: Coverage | undefined;
  /** Districts from which many call; left out: not shown. */
  readonly waves?: readonly WaveShape[] | undefined;
  readonly onOpen: (id: string) => void;
  readonly onTogether: (ids: readonly string[]) => void;
  /** A place to go to; another object goes there once more. */
  readonly target: { readonly point: GeoPoint } | null;
}

const images = (palette: Palette) => ({ ...drawMarks(palette), ...drawUnits(palette) });

/** Incidents and units over the regency. */
export function SituationMap({
  incidents,
  units,
  coverage,
  waves,
  onOpen,
  onTogether,
  target,
  ...map
}: SituationMapProps) {
  return (
    <BaseMap {...map} images={images}>
      {waves === undefined || waves.length === 0 ? null : <WaveLayer shapes={waves} />}
      {coverage === undefined ? null : <ReachLayer coverage={coverage} />}
      <IncidentLayer incidents={incidents} onOpen={onOpen} onTogether={onTogether} />
      <UnitLayer units={units} />
      <Target target={target} />
    </BaseMap>
  );
}

function Target({ target }: Pick<SituationMapProps, 'target'>) {
  const { gl } = useMap();
  useEffect(() => {
    if (target !== null) goTo(gl, target.point);
  }, [gl, target]);
  return null;
}
