import { useQueryClient } from '@tanstack/react-query';
import { Map as MapIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { readCallerPlaces } from '#features/calls/place-contract.ts';
import { groundTexts } from '#features/places/console/map/ground-texts.ts';
import type { KnownPlace, PickedPoint } from '#features/places/console/map/PointPicker.tsx';
import { readPlace } from '#features/places/contract.ts';
import type { Position } from '#features/places/position.ts';
import { judgePoint } from '#features/places/search-contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { SidePanel } from '#platform/ui/SidePanel.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { routeOptions, useRoute } from '#platform/web/query-options.ts';
import type { FormValues } from '../../draft.ts';
import { callId } from '../../incident.ts';
import { placedOf, textOfPosition } from '../../placed.ts';
import { mapTexts as texts } from './map-texts.ts';

const PointPicker = lazyMap(() =>
  import('#features/places/console/map/PointPicker.tsx').then((file) => file.PointPicker),
);

interface PointFieldProps {
  readonly values: FormValues;
  readonly set: (change: Partial<FormValues>) => void;
  /** Whose caller's place is shown beside it; null: no call. */
  readonly callId: string | null;
}

/** A map to put the incident on, beside the form; the form itself says the point and works without the map. */
export function PointField({ values, set, callId }: PointFieldProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const point = placedOf(values.point);
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <Button size="small" icon={<MapIcon aria-hidden size={14} />} onPress={() => setOpen(!isOpen)}>
        {t(texts.pick)}
      </Button>
      {isOpen ? (
        <PointPanel values={values} set={set} point={point} call={callId} onClose={() => setOpen(false)} />
      ) : null}
    </div>
  );
}

function PointWords({ point }: { point: Position }) {
  const t = useText();
  const format = useFormat();
  const exact = point.accuracyM === null ? '' : t(texts.accuracy, { metres: format.number(point.accuracyM) });
  return (
    <span>
      <span className="font-mono select-all">
        {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}
      </span>{' '}
      {exact}
    </span>
  );
}

interface PointPanelProps extends Pick<PointFieldProps, 'values' | 'set'> {
  readonly point: Position | null;
  readonly call: string | null;
  readonly onClose: () => void;
}

function PointPanel({ values, set, point, call, onClose }: PointPanelProps) {
  const t = useText();
  const known = useCallerPlaces(call);
  const village = useRoute(
    readPlace,
    { params: { code: values.villageCode ?? '' } },
    { enabled: values.villageCode !== null },
  );
  const pick = usePick(values, set);
  const [caller] = known;
  return (
    <SidePanel title={t(texts.pickTitle)} onClose={onClose}>
      <p className="text-sm text-ink-soft">{t(groundTexts.pickKeys)}</p>
      <PointPicker value={point} known={known} near={village.data?.point ?? null} onPick={pick} />
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {point === null ? t(groundTexts.noPin) : <PointWords point={point} />}
        {values.villageName === '' ? null : <span>{values.villageName}</span>}
      </div>
      {caller === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span>{caller.label}</span>
          <Button size="small" onPress={() => pick({ ...caller.point, accuracyM: caller.radiusM }, 'device')}>
            {t(texts.callerUse)}
          </Button>
        </div>
      )}
    </SidePanel>
  );
}

/** The point at once; the village it lies in as soon as the server says it, unless somebody chose another one. */
function usePick(values: FormValues, set: (change: Partial<FormValues>) => void) {
  const client = useQueryClient();
  return (picked: PickedPoint, source: Position['source'] = 'operator') => {
    const { latitude, longitude, accuracyM } = picked;
    set({ point: textOfPosition({ latitude, longitude, source, accuracyM: wholeMetres(accuracyM) }) });
    if (values.villageCode !== null && values.villageMethod === 'operator') return;
    client.fetchQuery(routeOptions(judgePoint, { query: { latitude, longitude } })).then(
      ({ method, village }) => {
        if (village === null) return;
        const villageName = `${village.name}, ${village.districtName}`;
        set({ villageCode: village.code, villageName, villageMethod: method });
      },
      // The server finds the village anew when the incident is saved.
      (error: unknown) => console.warn('The village of the point is not known yet', error),
    );
  };
}

function wholeMetres(accuracyM: number | null): number | null {
  return accuracyM === null ? null : Math.max(1, Math.ceil(accuracyM));
}

/** Where networks and the telephone say the caller is, best first; none without a call, or for who is not to see it. */
function useCallerPlaces(call: string | null): readonly KnownPlace[] {
  const t = useText();
  const format = useFormat();
  const told = useRoute(readCallerPlaces, { params: { id: callId.parse(call ?? noCall) } }, { enabled: call !== null });
  const items = told.data?.items;
  return useMemo(
    () =>
      (items ?? []).flatMap(({ id, place }) => {
        if (place.kind !== 'geodetic') return [];
        const { latitude, longitude, uncertaintyM: radiusM } = place;
        const metres = radiusM === null ? '?' : format.number(radiusM);
        const words = { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5), metres };
        return [{ id, point: { latitude, longitude }, radiusM, label: t(texts.callerAt, words) }];
      }),
    [items, t, format],
  );
}

const noCall = '00000000-0000-7000-8000-000000000000';
