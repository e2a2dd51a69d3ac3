import { Copy, MapPin, Navigation } from 'lucide-react';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import type { FieldTask } from '../field-contract.ts';
import { BigButton, BigLink } from './BigButton.tsx';
import { texts } from './texts.ts';

/** Where to, and the hand-over to whatever finds the way: the map on the telephone knows the roads, also without a network. */
export function PlaceCard({ place }: { place: FieldTask['place'] }) {
  const t = useText();
  const area = [place.villageName, place.districtName].filter((name) => name !== null).join(', ');
  return (
    <section aria-label={t(texts.place)} className="flex flex-col gap-2">
      <p className="flex items-start gap-2 text-xl font-semibold">
        <MapPin aria-hidden size={26} className="mt-0.5 shrink-0 text-accent" />
        <span>
          {place.text ?? (area === '' ? t(texts.noPlace) : area)}
          {place.text === null || area === '' ? null : <span className="block text-lg font-normal">{area}</span>}
          {place.landmark === null ? null : (
            <span className="block text-lg font-normal">
              {t(texts.landmark)}: {place.landmark}
            </span>
          )}
        </span>
      </p>
      {place.point === null ? <p className="text-ink-soft">{t(texts.noPoint)}</p> : <Ways point={place.point} />}
    </section>
  );
}

function Ways({ point: { latitude, longitude } }: { point: { latitude: number; longitude: number } }) {
  const t = useText();
  const pair = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
  const copy = () =>
    // Without TLS a browser has no clipboard: then the figures are shown, to be typed.
    (navigator.clipboard === undefined
      ? Promise.reject(new Error('no clipboard'))
      : navigator.clipboard.writeText(pair)
    )
      .then(() => toast(t(texts.copied, { point: pair })))
      .catch(() => toast(t(texts.copyRefused, { point: pair }), 'warn'));
  return (
    <div className="grid grid-cols-2 gap-2">
      <div className="col-span-2">
        {/* RFC 5870, with the query that Android wants to set a pin. */}
        <BigLink href={`geo:${pair}?q=${pair}`} icon={<Navigation aria-hidden size={26} />}>
          {t(texts.navigate)}
        </BigLink>
      </div>
      <BigLink href={`https://www.google.com/maps/dir/?api=1&destination=${pair}`}>{t(texts.googleMaps)}</BigLink>
      <BigLink href={`https://waze.com/ul?ll=${pair}&navigate=yes`}>{t(texts.waze)}</BigLink>
      <div className="col-span-2">
        <BigButton wide icon={<Copy aria-hidden size={22} />} onPress={() => void copy()}>
          {t(texts.copyPoint)}
        </BigButton>
      </div>
    </div>
  );
}
