import { useEffect, useEffectEvent, useRef } from 'react';
import { type GeoJSONStoreFeatures, TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { useMap } from '#platform/ui/map/map-context.ts';
import type { AreaGeometry } from '../../geometry.ts';
import { cornerAt, geometryOf, outlinesOf, type Ring } from './shape.ts';

interface DrawAreaProps {
  /** Null: nothing is drawn yet. */
  readonly geometry: AreaGeometry | null;
  readonly onChange: (geometry: AreaGeometry | null) => void;
}

/** A shape is drawn or changed on the map: by mouse and finger with Terra Draw, a new one also by keyboard. */
export function DrawArea({ geometry, onChange }: DrawAreaProps) {
  const { gl, style } = useMap();
  const tell = useEffectEvent(onChange);
  const first = useEffectEvent(() => geometry);
  const drawn = useRef<TerraDraw | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a new style everything is drawn anew
  useEffect(() => {
    const draw = makeDraw(gl);
    drawn.current = draw;
    draw.start();
    const show = (outlines: readonly Ring[]) => {
      draw.clear();
      draw.addFeatures(outlines.map(featureOf));
      draw.setMode('select');
      const [one] = polygonsIn(draw);
      if (one?.id !== undefined) draw.selectFeature(one.id);
    };
    const outlines = outlinesOf(first() ?? { type: 'MultiPolygon', coordinates: [] }) ?? [];
    if (outlines.length > 0) show(outlines);
    else draw.setMode('polygon');
    const read = () => tell(geometryOf(polygonsIn(draw).map(ringOf)));
    draw.on('finish', (_id, { mode }) => {
      read();
      // Once closed, its corners can be moved; a moved corner finishes too and stays selected.
      if (mode === 'polygon') show(polygonsIn(draw).map(ringOf));
    });
    const offKeys = listenToKeys(gl.getCanvas(), {
      isDrawing: () => draw.getMode() === 'polygon',
      middle: () => cornerAt({ latitude: gl.getCenter().lat, longitude: gl.getCenter().lng }),
      preview: (ring) => {
        draw.clear();
        if (ring.length > 2) draw.addFeatures([featureOf(ring)]);
      },
      close: (ring) => {
        show([ring]);
        read();
      },
    });
    return () => {
      offKeys();
      drawn.current = null;
      // The map may be gone before its parts are.
      if (gl.style !== undefined) draw.stop();
    };
  }, [gl, style]);
  // Drawn anew: the form threw the shape away.
  useEffect(() => {
    const draw = drawn.current;
    if (geometry !== null || draw === null || polygonsIn(draw).length === 0) return;
    draw.clear();
    draw.setMode('polygon');
  }, [geometry]);
  return null;
}

function makeDraw(gl: ReturnType<typeof useMap>['gl']): TerraDraw {
  return new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map: gl, coordinatePrecision: 6 }),
    modes: [
      new TerraDrawPolygonMode({ keyEvents: null }),
      new TerraDrawSelectMode({
        flags: { polygon: { feature: { coordinates: { midpoints: true, draggable: true, deletable: true } } } },
      }),
    ],
  });
}

function featureOf(ring: Ring): GeoJSONStoreFeatures {
  const [start = [0, 0]] = ring;
  const coordinates = [[...ring, start].map(([x, y]) => [x, y])];
  return { type: 'Feature', properties: { mode: 'polygon' }, geometry: { type: 'Polygon', coordinates } };
}

/** Without the corners and middles that are shown for dragging. */
function polygonsIn(draw: TerraDraw): GeoJSONStoreFeatures[] {
  return draw.getSnapshot().filter(({ geometry }) => geometry.type === 'Polygon');
}

function ringOf({ geometry }: GeoJSONStoreFeatures): Ring {
  if (geometry.type !== 'Polygon') return [];
  const [outer = []] = geometry.coordinates;
  return outer.slice(0, -1).map(([longitude = 0, latitude = 0]) => cornerAt({ latitude, longitude }));
}

interface KeyDrawing {
  readonly isDrawing: () => boolean;
  readonly middle: () => [number, number];
  readonly preview: (ring: Ring) => void;
  readonly close: (ring: Ring) => void;
}

/** Space puts a corner in the middle of the map, Backspace takes the last one away, Enter closes. */
function listenToKeys(canvas: HTMLCanvasElement, { isDrawing, middle, preview, close }: KeyDrawing): () => void {
  let corners: [number, number][] = [];
  const handleKey = (event: KeyboardEvent) => {
    if (![' ', 'Backspace', 'Enter'].includes(event.key) || !isDrawing()) return;
    event.preventDefault();
    if (event.key === 'Enter') {
      if (corners.length < 3) return;
      const ring = corners;
      corners = [];
      close(ring);
      return;
    }
    corners = event.key === ' ' ? [...corners, middle()] : corners.slice(0, -1);
    preview(corners);
  };
  canvas.addEventListener('keydown', handleKey);
  return () => canvas.removeEventListener('keydown', handleKey);
}
