import { coordinatesIn, placeOf, type ReadCoordinates } from './coordinates.ts';
import type { Point } from './position.ts';

/**
 * What a link in a text says. `short`: where it leads only the internet knows; `empty`: it is of a map and names no position;
 * `words`: it names what was searched for.
 */
export type ReadLink =
  | ({ readonly kind: 'position' } & ReadCoordinates)
  | { readonly kind: 'short'; readonly host: string }
  | { readonly kind: 'empty'; readonly host: string }
  | { readonly kind: 'words'; readonly words: string };

/** Hosts that only lead elsewhere. */
const shortHosts =
  /^(?:maps\.app\.goo\.gl|goo\.gl|g\.co|g\.page|bit\.ly|s\.id|tinyurl\.com|osm\.org|t\.co|waze\.to|share\.here\.com)$/;
/** Hosts of maps; others that name a position in the same way are read too. */
const mapHosts =
  /(?:^|\.)(?:google\.[a-z.]+|openstreetmap\.org|apple\.com|waze\.com|here\.com|bing\.com|whatsapp\.com|yandex\.[a-z]+)$/;

const figures = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const pair = new RegExp(String.raw`^\s*(?:loc:)?${figures}\s*[,\s]\s*\+?${figures}\s*(?:\(|$|,)`);

/** The first link in a text, or the text itself when it is `geo:…`; null: there is none. */
export function linkIn(text: string, near: Point | null = null): ReadLink | null {
  const geo = /\bgeo:[^\s<>"]+/i.exec(text)?.[0];
  if (geo !== undefined) return geoUri(geo, near);
  const address = /\b(?:https?:\/\/|(?=(?:www\.|maps\.|goo\.gl|waze\.com|osm\.org)))[^\s<>"]+/i.exec(text)?.[0];
  if (address === undefined) return null;
  const whole = /^https?:/i.test(address) ? address : `https://${address}`;
  // A sentence may end behind it.
  const trimmed = whole.replace(/[.,;)\]]+$/, '');
  return URL.canParse(trimmed) ? readUrl(new URL(trimmed), near) : null;
}

/** RFC 5870: `geo:-7.44,112.71;u=35`; Android adds `?q=-7.44,112.71(name)`, where the coordinates before it may be zeros. */
function geoUri(uri: string, near: Point | null): ReadLink | null {
  const [path = '', query = ''] = uri.slice(4).split('?');
  const asked = new URLSearchParams(query).get('q');
  const fromQuery = asked === null ? null : readPair(asked, near);
  if (fromQuery !== null) return fromQuery;
  const [figuresOf = '', ...settings] = path.split(';');
  const found = readPair(figuresOf, near);
  if (found === null || (found.point.latitude === 0 && found.point.longitude === 0))
    return asked === null ? { kind: 'empty', host: 'geo' } : { kind: 'words', words: asked };
  const uncertainty = Number(settings.find((one) => one.startsWith('u='))?.slice(2) ?? Number.NaN);
  return { ...found, accuracyM: uncertainty >= 1 && uncertainty <= 200_000 ? Math.round(uncertainty) : null };
}

function readUrl(url: URL, near: Point | null): ReadLink | null {
  const host = url.hostname.replace(/^www\./, '');
  const found = pinOf(url, near) ?? askedOf(url, near) ?? viewOf(url, near);
  if (found !== null) return found;
  if (shortHosts.test(host) || (host.endsWith('waze.com') && /\/ul\/h/.test(url.pathname)))
    return { kind: 'short', host };
  if (!mapHosts.test(host) && !/map|peta|lokasi/.test(url.href)) return null;
  const words = wordsIn(url);
  return words === null ? { kind: 'empty', host } : { kind: 'words', words };
}

/** The pin of a place at Google (`!3d` latitude, `!4d` longitude), the marker at OpenStreetMap. */
function pinOf(url: URL, near: Point | null): ReadLink | null {
  // The last one is the place itself; the ones before it are of the way there.
  const pin = [...url.href.matchAll(/!3d(-?\d{1,3}(?:\.\d+)?)!4d(-?\d{1,3}(?:\.\d+)?)/g)].at(-1);
  if (pin !== undefined) return positionOf(pin[1], pin[2], near);
  const { searchParams: asked } = url;
  const [latitude, longitude] = [
    asked.get('mlat') ?? asked.get('lat'),
    asked.get('mlon') ?? asked.get('lon') ?? asked.get('lng'),
  ];
  if (latitude !== null && longitude !== null) return positionOf(latitude, longitude, near);
  return null;
}

/** What was asked for, in the usual parameters, or in the path: `/maps/place/-7.4,112.7`, `/maps/search/…`, `/maps/dir//…`. */
function askedOf(url: URL, near: Point | null): ReadLink | null {
  const names = ['q', 'query', 'll', 'destination', 'daddr', 'to', 'where', 'sll', 'cp', 'center', 'coordinate', 'pin'];
  const values = names.flatMap((name) => url.searchParams.getAll(name));
  const path = safeDecode(url.pathname).split('/');
  const from = path.findIndex((one) => one === 'place' || one === 'search' || one === 'dir');
  const parts =
    from < 0
      ? []
      : path
          .slice(from + 1)
          .filter((one) => !one.startsWith('@'))
          .reverse();
  for (const value of [...values, ...parts]) {
    const found = readPair(value.replaceAll('+', ' ').replaceAll('~', ','), near);
    if (found !== null) return found;
  }
  return null;
}

/** The middle of the view, where nothing better is said: `@-7.44,112.71,17z`, `#map=17/-7.44/112.71`. */
function viewOf(url: URL, near: Point | null): ReadLink | null {
  const view =
    /@(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)/.exec(url.href) ??
    /#map=\d+(?:\.\d+)?\/(-?\d{1,3}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)/.exec(url.href);
  if (view === null) return null;
  const found = positionOf(view[1], view[2], near);
  // Somebody may have moved the map: the middle of what they saw is a hint of some hundred metres.
  return { ...found, accuracyM: 500 };
}

function wordsIn(url: URL): string | null {
  const asked = url.searchParams.get('q') ?? url.searchParams.get('query') ?? url.searchParams.get('destination');
  const place = /\/(?:place|search)\/([^/@]+)/.exec(url.pathname)?.[1];
  const words = asked ?? (place === undefined ? null : safeDecode(place).replaceAll('+', ' '));
  return words === null || words.trim() === '' ? null : words.trim().slice(0, 200);
}

function readPair(text: string, near: Point | null): ({ kind: 'position' } & ReadCoordinates) | null {
  const found = pair.exec(text);
  if (found !== null) return positionOf(found[1], found[2], near);
  // Degrees with minutes and seconds, as Google writes a dropped pin.
  const read = /[°º]|%C2%B0/.test(text) ? coordinatesIn(text, near) : null;
  return read === null ? null : { kind: 'position', ...read };
}

function positionOf(latitude = '', longitude = '', near: Point | null): { kind: 'position' } & ReadCoordinates {
  return { kind: 'position', ...placeOf(Number(latitude), Number(longitude), near) };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
