import type { FeatureCollection, Geometry } from 'geojson';
import type {
  GeoJSONSource,
  GeoJSONSourceSpecification,
  Map as GlMap,
  LayerSpecification,
  MapGeoJSONFeature,
  MapLayerMouseEvent,
} from 'maplibre-gl';
import { useEffect, useEffectEvent } from 'react';
import { type Level, levelId } from './base-style.ts';
import { useMap } from './map-context.ts';
import type { Palette } from './palette.ts';

/** A layer as a screen writes it: the source is the one it stands in. */
export type DrawnLayer = LayerSpecification extends infer One
  ? One extends { source: string }
    ? Omit<One, 'source'>
    : never
  : never;

export interface GeoLayerProps {
  /** Unique on the map; its layers' ids begin with it. */
  readonly id: string;
  readonly level: Level;
  readonly features: FeatureCollection<Geometry>;
  /** Written outside the component: a new function draws everything anew. */
  readonly layers: (palette: Palette) => readonly DrawnLayer[];
  readonly source?: Omit<GeoJSONSourceSpecification, 'type' | 'data'>;
  /** A feature was clicked, tapped, or passed over (null: left). */
  readonly onPick?: (feature: MapGeoJSONFeature, gl: GlMap) => void;
  readonly onHover?: (feature: MapGeoJSONFeature | null) => void;
}

/** Something drawn from GeoJSON on the map around it; new features replace the old ones in place. */
export function GeoLayer({ id, level, features, layers, source, onPick, onHover }: GeoLayerProps) {
  const { gl, palette, style } = useMap();
  const pick = useEffectEvent((feature: MapGeoJSONFeature) => onPick?.(feature, gl));
  const hover = useEffectEvent((feature: MapGeoJSONFeature | null) => onHover?.(feature));
  const isPicked = onPick !== undefined;
  const first = useEffectEvent(() => features);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a new style everything is drawn anew
  useEffect(() => {
    gl.addSource(id, { ...source, type: 'geojson', data: first() });
    const drawn = layers(palette);
    // A drawn layer is a layer specification without its source, which stands here.
    for (const layer of drawn) gl.addLayer({ ...layer, source: id } as LayerSpecification, levelId(level));
    const offClicks = isPicked ? listen(gl, drawn, pick, hover) : () => {};
    return () => {
      offClicks();
      // The map, or its style, may be gone before its parts are.
      if (gl.style === undefined || gl.getSource(id) === undefined) return;
      for (const layer of drawn) if (gl.getLayer(layer.id) !== undefined) gl.removeLayer(layer.id);
      gl.removeSource(id);
    };
  }, [gl, style, id, level, layers, isPicked]);
  useEffect(() => {
    if (gl.style === undefined) return;
    // This source was added as GeoJSON above.
    void (gl.getSource(id) as GeoJSONSource | undefined)?.setData(features);
  }, [gl, id, features]);
  return null;
}

function listen(
  gl: GlMap,
  drawn: readonly DrawnLayer[],
  pick: (feature: MapGeoJSONFeature) => void,
  hover: (feature: MapGeoJSONFeature | null) => void,
): () => void {
  const ids = drawn.map((layer) => layer.id);
  const handleClick = (event: MapLayerMouseEvent) => {
    const [feature] = event.features ?? [];
    if (feature !== undefined) pick(feature);
  };
  const handleOver = (event: MapLayerMouseEvent) => {
    gl.getCanvas().style.cursor = 'pointer';
    hover(event.features?.[0] ?? null);
  };
  const handleOut = () => {
    gl.getCanvas().style.cursor = '';
    hover(null);
  };
  gl.on('click', ids, handleClick);
  gl.on('mousemove', ids, handleOver);
  gl.on('mouseleave', ids, handleOut);
  return () => {
    gl.off('click', ids, handleClick);
    gl.off('mousemove', ids, handleOver);
    gl.off('mouseleave', ids, handleOut);
  };
}
