import type { GeoJSONSource, Map as GlMap, MapGeoJSONFeature } from 'maplibre-gl';
import { useMemo } from 'react';
import { collection } from '#features/places/console/map/BaseMap.tsx';
import { labelFont } from '#features/places/console/map/ground-layers.ts';
import { type DrawnLayer, GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import type { Palette } from '#platform/ui/map/palette.ts';
import { priorities } from '../../incident.ts';
import type { IncidentPoint } from '../../map-contract.ts';
import { markName } from './map-marks.ts';

/** What a mark is made of. */
export type MarkedIncident = Pick<IncidentPoint, 'id' | 'number' | 'priority' | 'point' | 'pointSource'>;

interface IncidentLayerProps {
  readonly incidents: readonly MarkedIncident[];
  readonly onOpen?: (id: string) => void;
  /** Incidents at one and the same point, which no scale takes apart. */
  readonly onTogether?: (ids: readonly string[]) => void;
}

/** Nearer than this no two points are taken apart; MapLibre clusters below it. */
const closestZoom = 19;
const source = {
  cluster: true,
  clusterRadius: 38,
  clusterMaxZoom: closestZoom,
  maxzoom: closestZoom + 1,
  // Of a group the most urgent is said: 1 for P1, 9 for what nobody has judged.
  clusterProperties: { worst: ['min', ['get', 'rank']] },
};

/** Open incidents: a mark for each, and one for a group of them with its number and its most urgent. */
export function IncidentLayer({ incidents, onOpen, onTogether }: IncidentLayerProps) {
  const features = useMemo(
    () =>
      collection(
        incidents.flatMap(({ id, number, priority, point, pointSource }) =>
          point === null
            ? []
            : [
                {
                  type: 'Feature' as const,
                  properties: {
                    id,
                    number,
                    rank: priority === null ? 9 : priorities.indexOf(priority) + 1,
                    mark: markName(priority, pointSource === 'village'),
                  },
                  geometry: { type: 'Point' as const, coordinates: [point.longitude, point.latitude] },
                },
              ],
        ),
      ),
    [incidents],
  );
  const handlePick = (feature: MapGeoJSONFeature, gl: GlMap) => {
    const { id } = feature.properties;
    if (typeof id === 'string') onOpen?.(id);
    else void openCluster(gl, feature, (ids) => onTogether?.(ids));
  };
  return (
    <GeoLayer
      id="incidents"
      level="points"
      features={features}
      source={source}
      layers={incidentLayers}
      onPick={handlePick}
    />
  );
}

/** A group is magnified until it comes apart; one that never does is told. */
async function openCluster(gl: GlMap, feature: MapGeoJSONFeature, onTogether: (ids: string[]) => void): Promise<void> {
  const clusterId = Number(feature.properties.cluster_id);
  // The source of this layer is the GeoJSON above.
  const points = gl.getSource('incidents') as GeoJSONSource;
  const zoom = await points.getClusterExpansionZoom(clusterId);
  if (zoom <= closestZoom && feature.geometry.type === 'Point') {
    const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
    gl.easeTo({ center: [longitude, latitude], zoom: zoom + 0.5 });
    return;
  }
  const leaves = await points.getClusterLeaves(clusterId, 1000, 0);
  onTogether(leaves.map((leaf) => String(leaf.properties?.id)));
}

function incidentLayers(palette: Palette): readonly DrawnLayer[] {
  return [
    {
      id: 'incidents-groups',
      type: 'circle',
      filter: ['has', 'point_count'],
      paint: {
        'circle-radius': ['step', ['get', 'point_count'], 17, 10, 20, 100, 25],
        'circle-color': palette.surface,
        'circle-stroke-width': 4,
        'circle-stroke-color': [
          'match',
          ['get', 'worst'],
          1,
          palette.life,
          2,
          palette.warn,
          3,
          palette.calm,
          4,
          palette.inkSoft,
          palette.accent,
        ],
      },
    },
    {
      id: 'incidents-counts',
      type: 'symbol',
      filter: ['has', 'point_count'],
      layout: {
        'text-field': [
          'concat',
          ['get', 'point_count'],
          '\n',
          ['case', ['==', ['get', 'worst'], 9], '?', ['concat', 'P', ['get', 'worst']]],
        ],
        'text-font': labelFont,
        'text-size': 12,
        'text-line-height': 1.05,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.ink },
    },
    {
      id: 'incidents-marks',
      type: 'symbol',
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['get', 'mark'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['concat', '#', ['get', 'number']],
        'text-font': labelFont,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.2],
        'text-optional': true,
        // The most urgent lies on top.
        'symbol-sort-key': ['-', 10, ['get', 'rank']],
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ];
}
