import { Map as GlMap } from 'maplibre-gl';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { Notice } from '../Notice.tsx';
import { cx } from '../tone.ts';
import { baseStyle, type MapGround } from './base-style.ts';
import type { Bounds, View } from './geometry.ts';
import { imageRatio } from './image-ratio.ts';
import { MapButtons } from './MapButtons.tsx';
import { boundsNow, type LoadedMap, MapContext } from './map-context.ts';
import { isDarkNow, onThemeChange, type Palette, readPalette } from './palette.ts';
import { startGl } from './start-gl.ts';
import { texts } from './texts.ts';

export interface MapViewProps {
  /** What the map shows, for who does not see it; a list beside it says the same. */
  readonly label: string;
  readonly ground: MapGround;
  /** Whose work the ground is; always on the map. */
  readonly attribution: string;
  /** Where it opens; later moves are the person's. */
  readonly start: View | Bounds;
  /** What the button "whole area" shows. */
  readonly home: Bounds | null;
  /** Pictures that layers name: drawn anew with each theme. */
  readonly images?: (palette: Palette) => Readonly<Record<string, ImageData>>;
  readonly onMoved?: (view: View, bounds: Bounds) => void;
  readonly className?: string;
  /** Layers and pins (`GeoLayer`, `MapPin`), and what lies over the map. */
  readonly children?: ReactNode;
}

/**
 * A map by MapLibre. It asks nobody but this server, follows the theme, and is moved by arrows, + and -. Heavy: import it
 * through `lazyMap` only.
 */
export function MapView(props: MapViewProps) {
  const { attribution, home, className, children } = props;
  const t = useText();
  const holder = useRef<HTMLDivElement>(null);
  const { map, failure } = useGlMap(holder, props);
  return (
    <div className={cx('relative min-h-0 overflow-hidden rounded-md border border-line bg-ground', className)}>
      {/* MapLibre's own sheet makes the element it is given relative. */}
      <div className="absolute inset-0">
        <div ref={holder} className="size-full" />
      </div>
      {map === null ? null : (
        <MapContext value={map}>
          <MapButtons home={home} />
          {children}
        </MapContext>
      )}
      <p className="pointer-events-none absolute right-0 bottom-0 max-w-full truncate rounded-tl bg-surface/85 px-1.5 text-xs text-ink">
        {attribution}
      </p>
      {failure === null ? null : (
        <div className="absolute inset-x-2 bottom-6">
          <Notice tone="warn">{t(texts[failure])}</Notice>
        </div>
      )}
    </div>
  );
}

type Failure = 'noGraphics' | 'tilesFailed';

function useGlMap(holder: { readonly current: HTMLDivElement | null }, props: MapViewProps) {
  const { language } = useLanguage();
  const t = useText();
  const [map, setMap] = useState<LoadedMap | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { tiles, land } = props.ground;
  const tellMoved = useEffectEvent((gl: GlMap) => props.onMoved?.(viewNow(gl), boundsNow(gl)));
  const draw = useEffectEvent((gl: GlMap, palette: Palette) => {
    for (const [name, image] of Object.entries(props.images?.(palette) ?? {}))
      if (!gl.hasImage(name)) gl.addImage(name, image, { pixelRatio: imageRatio });
    setMap((before) => ({ gl, palette, style: (before?.style ?? 0) + 1 }));
  });
  const open = useEffectEvent((container: HTMLElement) => openMap(container, props.start, t(texts.keys), props.label));
  useEffect(() => {
    const container = holder.current;
    if (container === null) return;
    startGl();
    const gl = open(container);
    if (gl === null) {
      setFailure('noGraphics');
      return;
    }
    let palette = readPalette(container, isDarkNow());
    const restyle = () => {
      palette = readPalette(container, isDarkNow());
      gl.setStyle(baseStyle({ tiles, land }, palette, language), { diff: false });
    };
    gl.on('style.load', () => draw(gl, palette));
    gl.on('moveend', () => tellMoved(gl));
    gl.on('error', ({ error }) => {
      console.warn('The map:', error.message);
      if (tiles !== null) setFailure('tilesFailed');
    });
    restyle();
    tellMoved(gl);
    const offTheme = onThemeChange(() => {
      // What lies on the map leaves it while its style still stands: Terra Draw cannot end on one that is gone.
      flushSync(() => setMap(null));
      restyle();
    });
    return () => {
      offTheme();
      setMap(null);
      gl.remove();
    };
  }, [holder, tiles, land, language]);
  return { map, failure };
}

/** Null: the browser has no WebGL. */
function openMap(container: HTMLElement, start: View | Bounds, keys: string, label: string): GlMap | null {
  try {
    const gl = new GlMap({
      container,
      attributionControl: false,
      dragRotate: false,
      touchPitch: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      minZoom: 3,
      maxZoom: 20,
      fadeDuration: 0,
      locale: { 'Map.Title': `${label}. ${keys}` },
      ...('zoom' in start
        ? { center: [start.centre.longitude, start.centre.latitude], zoom: start.zoom }
        : { bounds: [...start], fitBoundsOptions: { padding: 24, maxZoom: 15 } }),
    });
    gl.touchZoomRotate.disableRotation();
    gl.keyboard.disableRotation();
    return gl;
  } catch (error) {
    console.warn('The map cannot be drawn:', error);
    return null;
  }
}

function viewNow(gl: GlMap): View {
  const { lat, lng } = gl.getCenter();
  return { centre: { latitude: lat, longitude: lng }, zoom: gl.getZoom() };
}
