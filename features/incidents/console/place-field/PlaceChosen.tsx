import { Crosshair, MapPin, X } from 'lucide-react';
import { neighbourEntryOf } from '#features/calls/neighbour-entry.ts';
import { readDirectory } from '#features/calls/party-contract.ts';
import { distanceText } from '#features/places/distance.ts';
import type { Jurisdiction } from '#features/places/jurisdiction.ts';
import { positionSourceTexts, positionTexts, villageMethodTexts } from '#features/places/position-texts.ts';
import { judgePoint } from '#features/places/search-contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { FormValues } from '../../draft.ts';
import { placedOf } from '../../placed.ts';
import { texts } from './texts.ts';

interface PlaceChosenProps {
  readonly values: Pick<FormValues, 'placeText' | 'villageCode' | 'villageName' | 'villageMethod' | 'point'>;
  readonly onChange: (change: Partial<FormValues>) => void;
  readonly notice: string | null;
}

/** What has been chosen for the place: village and how it was found, point and how exact it is, and whose it is if not ours. */
export function PlaceChosen({ values, onChange, notice }: PlaceChosenProps) {
  const t = useText();
  const { villageCode, villageName, point } = values;
  const placed = placedOf(point);
  const judged = useRoute(
    judgePoint,
    { query: { latitude: placed?.latitude ?? 0, longitude: placed?.longitude ?? 0 } },
    { enabled: placed !== null, keepPrevious: true },
  );
  const told = placed === null ? null : (judged.data ?? null);
  return (
    <div className="flex flex-col gap-1">
      {notice === null ? null : <span className="text-warn">{notice}</span>}
      {villageCode === null ? (
        values.placeText.trim() === '' ? null : (
          <span>{t(texts.noVillage)}</span>
        )
      ) : (
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone="good" icon={<MapPin aria-hidden size={13} />}>
            {villageName}
          </Badge>
          <MethodWords method={values.villageMethod} told={told} />
          <IconButton
            size="small"
            label={t(texts.removeVillage, { name: villageName })}
            icon={<X aria-hidden size={14} />}
            onPress={() => onChange({ villageCode: null, villageName: '', villageMethod: '' })}
          />
        </span>
      )}
      {placed === null ? null : <PointLine text={point} onRemove={() => onChange({ point: '' })} />}
      {told === null || values.villageMethod === 'operator' ? null : (
        <OtherVillages told={told} chosen={villageCode} onChange={onChange} />
      )}
      {told?.outside == null || values.villageMethod === 'operator' ? null : <OutsideNotice outside={told.outside} />}
    </div>
  );
}

function MethodWords({ method, told }: { method: FormValues['villageMethod']; told: Jurisdiction | null }) {
  const t = useText();
  const format = useFormat();
  const distance = told?.distanceM == null ? '' : distanceText(told.distanceM, (value) => format.number(value, 1));
  const status = told?.boundary === undefined || told.boundary === null ? null : told.boundary;
  return (
    <span>
      {method === '' ? null : t(villageMethodTexts[method], { distance })}
      {method === 'polygon' && status !== null ? ` (${t(positionTexts.byBoundary, status)})` : null}
    </span>
  );
}

function PointLine({ text, onRemove }: { text: string; onRemove: () => void }) {
  const t = useText();
  const format = useFormat();
  const placed = placedOf(text);
  if (placed === null) return null;
  const { latitude, longitude, source, accuracyM } = placed;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge icon={<Crosshair aria-hidden size={13} />}>{t(positionSourceTexts[source])}</Badge>
      <span className="tabular-nums">
        {latitude.toFixed(5)}, {longitude.toFixed(5)}
      </span>
      {accuracyM === null
        ? t(positionTexts.accuracyUnknown)
        : t(positionTexts.accuracy, { distance: distanceText(accuracyM, (value) => format.number(value, 1)) })}
      <IconButton size="small" label={t(texts.removePoint)} icon={<X aria-hidden size={14} />} onPress={onRemove} />
    </span>
  );
}

/** The next villages, one click away: near a border the nearest point is often the wrong one. */
function OtherVillages(props: {
  told: Jurisdiction;
  chosen: string | null;
  onChange: (change: Partial<FormValues>) => void;
}) {
  const t = useText();
  const format = useFormat();
  if (props.told.method === 'polygon' && props.told.outside === null) return null;
  const near = props.told.candidates
    .filter(({ outside, code }) => outside === null && code !== props.chosen)
    .slice(0, 3);
  if (near.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {t(texts.orVillage)}
      {near.map(({ code, name, districtName, distanceM }) => (
        <Button
          key={code}
          size="small"
          onPress={() =>
            props.onChange({ villageCode: code, villageName: `${name}, ${districtName}`, villageMethod: 'operator' })
          }
        >
          {name} ({distanceText(distanceM, (value) => format.number(value, 1))})
        </Button>
      ))}
    </span>
  );
}

/** A misrouted call: whose it is, and whom to call there. */
function OutsideNotice({ outside }: { outside: NonNullable<Jurisdiction['outside']> }) {
  const t = useText();
  const mayCall = useCan()('call.take');
  const directory = useRoute(readDirectory, {}, { enabled: mayCall });
  const { regency, isCertain } = outside;
  const entry = regency === null ? null : neighbourEntryOf(regency.name, directory.data?.items ?? []);
  const said = isCertain ? positionTexts.outside : positionTexts.maybeOutside;
  return (
    <Notice tone="warn" title={regency === null ? t(positionTexts.outsideUnknown) : t(said, { name: regency.name })}>
      {regency === null
        ? null
        : entry === null
          ? t(texts.noNeighbourNumber, { name: regency.name })
          : t(texts.neighbourNumber, { name: entry.name, number: entry.number ?? '' })}
    </Notice>
  );
}
