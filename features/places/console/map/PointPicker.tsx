import { Crosshair, MapPin as PinIcon, User } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { accuracyOfHand, type Bounds, boundsOf, type GeoPoint, type View } from '#platform/ui/map/geometry.ts';
import { MapPin } from '#platform/ui/map/MapPin.tsx';
import { useMap } from '#platform/ui/map/map-context.ts';
import { useText } from '#platform/web/language.tsx';
import { BaseMap } from './BaseMap.tsx';
import { type Circle, Circles } from './Circles.tsx';
import { groundTexts } from './ground-texts.ts';

/** A point somebody put on the map, with how exactly a hand can put one at that scale. */
export interface PickedPoint extends GeoPoint {
  readonly accuracyM: number | null;
}

/** A place that is known otherwise, to see the new point beside it. */
export interface KnownPlace {
  readonly id: string;
  readonly point: GeoPoint;
  /** Null: nobody said. */
  readonly radiusM: number | null;
  readonly label: string;
}

export interface PointPickerProps {
  readonly value: PickedPoint | null;
  readonly known: readonly KnownPlace[];
  /** Where it opens without a point and without known places. */
  readonly near: GeoPoint | null;
  readonly onPick: (point: PickedPoint) => void;
}

/** A map to put one point on: by a click, by the keyboard (arrows, then Enter for the middle), or by dragging the marker. */
export function PointPicker({ value, known, near, onPick }: PointPickerProps) {
  const t = useText();
  const circles = useMemo((): Circle[] => circlesOf(value, known), [value, known]);
  return (
    <BaseMap
      label={t(groundTexts.pickMap)}
      start={startOf(value, known, near)}
      className="min-h-80 flex-1"
      parts={pickerParts}
    >
      <Circles circles={circles} />
      {known.map(({ id, point, label }) => (
        <MapPin key={id} at={point} label={label} foot="center">
          <User aria-hidden size={20} className="rounded-full border-2 border-calm bg-surface p-0.5 text-calm" />
        </MapPin>
      ))}
      <Picking value={value} onPick={onPick} />
    </BaseMap>
  );
}

const pickerParts = ['villages', 'boundaries'] as const;

function startOf(value: GeoPoint | null, known: readonly KnownPlace[], near: GeoPoint | null): View | Bounds | null {
  if (value !== null) return { centre: value, zoom: 16 };
  const [first] = known;
  if (first !== undefined) return boundsOf([first.point], 1.5 * Math.max(150, first.radiusM ?? 300));
  return near === null ? null : { centre: near, zoom: 14 };
}

function circlesOf(value: PickedPoint | null, known: readonly KnownPlace[]): Circle[] {
  const told = known.flatMap(({ id, point, radiusM }) =>
    radiusM === null ? [] : [{ id, point, radiusM, look: 'calm' as const }],
  );
  const own = value === null || value.accuracyM === null ? [] : [value.accuracyM];
  return [
    ...told,
    ...own.map((radiusM) => ({ id: 'picked', point: value ?? nowhere, radiusM, look: 'accent' as const })),
  ];
}

const nowhere: GeoPoint = { latitude: 0, longitude: 0 };

/** The crosshair, the keys and the marker. */
function Picking({ value, onPick }: Pick<PointPickerProps, 'value' | 'onPick'>) {
  const t = useText();
  const { gl } = useMap();
  const pick = useEffectEvent(({ lat, lng }: { lat: number; lng: number }) =>
    onPick({ latitude: lat, longitude: lng, accuracyM: accuracyOfHand(lat, gl.getZoom()) }),
  );
  useEffect(() => {
    const handleClick = ({ lngLat }: { lngLat: { lat: number; lng: number } }) => pick(lngLat);
    const canvas = gl.getCanvas();
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      pick(gl.getCenter());
    };
    gl.on('click', handleClick);
    canvas.addEventListener('keydown', handleKey);
    return () => {
      gl.off('click', handleClick);
      canvas.removeEventListener('keydown', handleKey);
    };
  }, [gl]);
  return (
    <>
      <Crosshair
        aria-hidden
        size={34}
        strokeWidth={1.5}
        className="pointer-events-none absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2 text-ink drop-shadow"
      />
      {value === null ? null : (
        <MapPin
          at={value}
          label={t(groundTexts.pin)}
          onMoved={({ latitude, longitude }) =>
            onPick({ latitude, longitude, accuracyM: accuracyOfHand(latitude, gl.getZoom()) })
          }
        >
          <PinIcon aria-hidden size={36} className="fill-life-fill text-surface drop-shadow" />
        </MapPin>
      )}
      <div className="absolute top-2 left-2">
        <Button
          size="small"
          icon={<Crosshair aria-hidden size={14} />}
          onPress={() => {
            const { lat, lng } = gl.getCenter();
            onPick({ latitude: lat, longitude: lng, accuracyM: accuracyOfHand(lat, gl.getZoom()) });
          }}
        >
          {t(groundTexts.pickHere)}
        </Button>
      </div>
    </>
  );
}
