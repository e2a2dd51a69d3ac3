import { Marker } from 'maplibre-gl';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import type { GeoPoint } from './geometry.ts';
import { useMap } from './map-context.ts';

interface MapPinProps {
  readonly at: GeoPoint;
  /** What it is, for who does not see it. */
  readonly label: string;
  /** Dragged to another place. */
  readonly onMoved?: (to: GeoPoint) => void;
  /** Its foot in the picture is where it points to. */
  readonly foot?: 'bottom' | 'center';
  readonly children: ReactNode;
}

/** A mark of the page's own on the map: for one or two of them, not for hundreds (those are a `GeoLayer`). */
export function MapPin({ at, label, onMoved, foot = 'bottom', children }: MapPinProps) {
  const { gl } = useMap();
  const [element] = useState(makeElement);
  const [marker] = useState(() => new Marker({ element, anchor: foot }));
  const moved = useEffectEvent((to: GeoPoint) => onMoved?.(to));
  const { latitude, longitude } = at;
  const isDraggable = onMoved !== undefined;
  useEffect(() => {
    marker.setLngLat([longitude, latitude]).addTo(gl);
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    element.removeAttribute('tabindex');
  }, [gl, marker, element, label, latitude, longitude]);
  useEffect(() => {
    marker.setDraggable(isDraggable);
    const handleEnd = () => {
      const { lat, lng } = marker.getLngLat();
      moved({ latitude: lat, longitude: lng });
    };
    marker.on('dragend', handleEnd);
    return () => void marker.off('dragend', handleEnd);
  }, [marker, isDraggable]);
  useEffect(() => () => void marker.remove(), [marker]);
  return createPortal(children, element);
}

/** A click on the pin is none on the map under it. */
function makeElement(): HTMLElement {
  const element = document.createElement('div');
  element.addEventListener('click', (event) => event.stopPropagation());
  return element;
}
