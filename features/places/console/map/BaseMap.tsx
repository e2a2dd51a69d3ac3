import type { Feature, FeatureCollection } from 'geojson';
import { type ReactNode, useMemo } from 'react';
import { GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import type { Bounds, View } from '#platform/ui/map/geometry.ts';
import { MapView, type MapViewProps } from '#platform/ui/map/MapView.tsx';
import { Loading } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listAreas } from '../../area-contract.ts';
import { type GroundPart, groundParts } from '../../ground-part.ts';
import type { BoundaryLevel } from '../../layer.ts';
import { readBoundaries } from '../../layer-contract.ts';
import { listMapPlaces } from '../../map-contract.ts';
import { areaLayers, boundaryLayers, villageLayers } from './ground-layers.ts';
import { groundTexts } from './ground-texts.ts';
import { useGround } from './use-ground.ts';

export interface BaseMapProps extends Pick<MapViewProps, 'label' | 'images' | 'onMoved' | 'className'> {
  /** Null: the whole regency. */
  readonly start: View | Bounds | null;
  readonly parts?: readonly GroundPart[];
  readonly children?: ReactNode;
}

/** The regency as a map: its tiles where they were brought in, else coast and village points; its boundaries and areas. */
export function BaseMap({ start, parts = groundParts, children, className, ...props }: BaseMapProps) {
  const t = useText();
  const ground = useGround();
  if (ground === null) return <Loading />;
  return (
    <MapView
      {...props}
      ground={ground.ground}
      attribution={ground.attribution}
      start={start ?? ground.home}
      home={ground.home}
      className={className ?? ''}
    >
      {/* With tiles the names stand in them. */}
      {parts.includes('villages') && !ground.hasTiles ? <Villages /> : null}
      {parts.includes('boundaries') ? <Boundaries /> : null}
      {parts.includes('areas') ? <Areas /> : null}
      {ground.hasTiles ? null : (
        <p className="pointer-events-none absolute bottom-5 left-1 max-w-[calc(100%-0.5rem)] rounded bg-surface/85 px-1.5 text-xs text-ink">
          {t(groundTexts.noTiles)}
        </p>
      )}
      {children}
    </MapView>
  );
}

export const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

function Villages() {
  const places = useRoute(listMapPlaces, {});
  const items = places.data?.items;
  const features = useMemo(
    () =>
      collection(
        (items ?? []).map(({ point, ...properties }) => ({
          type: 'Feature',
          properties,
          geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
        })),
      ),
    [items],
  );
  return <GeoLayer id="villages" level="labels" features={features} layers={villageLayers} />;
}

function Boundaries() {
  const of = (level: BoundaryLevel) => ({ query: { level } });
  const regency = useRoute(readBoundaries, of('regency')).data?.items;
  const district = useRoute(readBoundaries, of('district')).data?.items;
  const village = useRoute(readBoundaries, of('village')).data?.items;
  const features = useMemo(
    () =>
      collection(
        Object.entries({ village, district, regency }).flatMap(([level, items]) =>
          (items ?? []).map(({ code, name, geometry }) => ({
            type: 'Feature' as const,
            properties: { level, code, name },
            geometry,
          })),
        ),
      ),
    [regency, district, village],
  );
  return <GeoLayer id="boundaries" level="areas" features={features} layers={boundaryLayers} />;
}

function Areas() {
  const items = useRoute(listAreas, {}).data?.items;
  const features = useMemo(
    () =>
      collection(
        (items ?? [])
          .filter(({ content }) => content.active)
          .map(({ id, content: { name, purpose, geometry } }) => ({
            type: 'Feature',
            properties: { id, name, purpose },
            geometry,
          })),
      ),
    [items],
  );
  return <GeoLayer id="areas" level="areas" features={features} layers={areaLayers} />;
}
