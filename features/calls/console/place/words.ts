import { useFormat, useText } from '#platform/web/language.tsx';
import { placeSourceTexts } from '../../caller-place-texts.ts';
import type { CallerPlaceView } from '../../place-contract.ts';
import { texts } from './texts.ts';

type Civic = NonNullable<Extract<CallerPlaceView['place'], { kind: 'geodetic' }>['civic']>;

/** Metres up to a kilometre, then kilometres with one digit. */
export function useDistance(): (metres: number) => string {
  const t = useText();
  return (metres) =>
    metres < 1000
      ? t(texts.metres, { figure: Math.round(metres) })
      : t(texts.kilometres, { figure: (metres / 1000).toFixed(1) });
}

/** What is said of a place: the one line that can be read aloud, what is known besides, and its coordinates. */
export function usePlaceFacts({ place, source, receivedAt }: CallerPlaceView) {
  const t = useText();
  const format = useFormat();
  const distance = useDistance();
  const received = t(texts.receivedAt, { time: format.time(receivedAt) });
  if (place.kind === 'reference')
    return { head: t(texts.reference, { host: place.host }), facts: [received], coordinates: null };
  if (place.kind === 'cell') return { head: t(texts.cell, { cell: place.cell }), facts: [received], coordinates: null };
  const time = place.at === null ? received : t(texts.measuredAt, { time: format.time(place.at) });
  // The list of cells says where the mast stands, and when; nobody has measured the caller.
  const mast = place.kind === 'geodetic' ? place.mast : null;
  const method = mast !== null ? [] : place.method === null ? [] : [place.method.toUpperCase()];
  if (place.kind === 'civic') return { head: t(placeSourceTexts[source]), facts: [...method, time], coordinates: null };
  const { nearest, uncertaintyM, confidencePercent } = place;
  const within = uncertaintyM === null ? t(texts.noUncertainty) : t(texts.within, { distance: distance(uncertaintyM) });
  const sure =
    uncertaintyM === null || confidencePercent === null
      ? []
      : [t(texts.sure, { percent: Math.round(confidencePercent) })];
  return {
    head:
      nearest === null
        ? t(texts.nearNothing)
        : t(texts.near, {
            distance: distance(nearest.distanceM),
            village: nearest.name,
            district: nearest.district,
          }),
    facts: [
      within,
      ...sure,
      ...method,
      ...(mast === null ? [] : [[mast.cell, mast.operator, mast.asOf].filter((each) => each).join(', ')]),
      time,
    ],
    coordinates: `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`,
  };
}

/** In the order in which Indonesians write an address; what has no place in it follows. */
const order = [
  ...['NAM', 'LMK', 'BLD', 'FLR', 'ROOM', 'UNIT', 'RD', 'PRM', 'HNO', 'HNS', 'LOC'],
  ...['A6', 'A5', 'A4', 'A3', 'A2', 'A1', 'PC'],
];

export function civicLine({ fields, other }: Civic): string {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const known = Object.entries(fields)
    .filter(([name]) => name !== 'country')
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([, text]) => text);
  return [...known, ...other.map(({ text }) => text)].join(', ');
}
