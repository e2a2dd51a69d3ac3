import { z } from 'zod';
import { metresBetween, type SpherePoint } from '#platform/shared/sphere.ts';
import { askJson, under } from './ask-json.ts';
import { createBreaker } from './breaker.ts';

/** Which servers are understood; both are run by oneself (the public ones forbid search while typing). */
export const geocoderKinds = ['nominatim', 'photon'] as const;
export type GeocoderKind = (typeof geocoderKinds)[number];

export interface Address {
  /** In the server's words. */
  readonly label: string;
  readonly point: SpherePoint;
  /** Metres from the middle of what was found to its corner; null: the server does not say. */
  readonly accuracyM: number | null;
}

export interface Geocoder {
  readonly kind: GeocoderKind;
  /** Best first; null: no answer in time, or the server is being left alone. `near` puts nearer ones first. */
  readonly search: (text: string, near: SpherePoint | null, limit: number) => Promise<readonly Address[] | null>;
}

export interface GeocoderOptions {
  readonly kind: GeocoderKind;
  /** `http://photon.lan:2322`, also with a path. */
  readonly url: string;
  readonly timeoutMs?: number;
  readonly get?: typeof fetch;
  readonly clock?: () => number;
}

/** Search addresses at Nominatim or Photon. Never throws; 1.5 s at most, and after three silences it rests for 30 s. */
export function createGeocoder(options: GeocoderOptions): Geocoder {
  const { kind, url, timeoutMs = 1500, get, clock } = options;
  const breaker = createBreaker({ failures: 3, restMs: 30_000, ...(clock === undefined ? {} : { clock }) });
  const asked = { timeoutMs, ...(get === undefined ? {} : { get }) };
  return {
    kind,
    search: (text, near, limit) =>
      breaker.run(async () => {
        const address =
          kind === 'photon' ? photonAddress(url, text, near, limit) : nominatimAddress(url, text, near, limit);
        const answer = await askJson(address, asked);
        return kind === 'photon' ? readPhoton(answer) : readNominatim(answer);
      }),
  };
}

function photonAddress(url: string, text: string, near: SpherePoint | null, limit: number): URL {
  const bias = near === null ? {} : { lat: String(near.latitude), lon: String(near.longitude) };
  return under(url, '/api', { q: text, limit: String(limit), ...bias });
}

function nominatimAddress(url: string, text: string, near: SpherePoint | null, limit: number): URL {
  // About 60 km around; not `bounded`, so that what lies outside is found after it.
  const box =
    near === null
      ? {}
      : {
          viewbox: [near.longitude - 0.55, near.latitude + 0.55, near.longitude + 0.55, near.latitude - 0.55].join(','),
        };
  return under(url, '/search', { q: text, format: 'jsonv2', limit: String(limit), 'accept-language': 'id', ...box });
}

const latitude = z.coerce.number().min(-90).max(90);
const longitude = z.coerce.number().min(-180).max(180);

const nominatimAnswer = z.array(
  z.object({
    lat: latitude,
    lon: longitude,
    display_name: z.string(),
    /** South, north, west, east. */
    boundingbox: z.tuple([latitude, latitude, longitude, longitude]).optional(),
  }),
);

function readNominatim(answer: unknown): Address[] | null {
  const read = nominatimAnswer.safeParse(answer);
  if (!read.success) return null;
  return read.data.map(({ lat, lon, display_name, boundingbox }) => {
    const [south, north, west, east] = boundingbox ?? [];
    return {
      label: display_name.slice(0, 300),
      point: { latitude: lat, longitude: lon },
      accuracyM: extent(west, south, east, north),
    };
  });
}

const photonAnswer = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([longitude, latitude]).rest(z.number()) }),
      properties: z.object({
        name: z.string().optional(),
        street: z.string().optional(),
        housenumber: z.string().optional(),
        district: z.string().optional(),
        city: z.string().optional(),
        county: z.string().optional(),
        /** West, north, east, south. */
        extent: z.tuple([longitude, latitude, longitude, latitude]).optional(),
      }),
    }),
  ),
});

function readPhoton(answer: unknown): Address[] | null {
  const read = photonAnswer.safeParse(answer);
  if (!read.success) return null;
  return read.data.features.map(({ geometry, properties }) => {
    const { name, street, housenumber, district, city, county, extent: box } = properties;
    const [west, north, east, south] = box ?? [];
    const parts = [name, [street, housenumber].filter(Boolean).join(' '), district, city, county];
    const label = [...new Set(parts.filter((part) => part !== undefined && part !== ''))].join(', ');
    const [lon, lat] = geometry.coordinates;
    return {
      label: label.slice(0, 300),
      point: { latitude: lat, longitude: lon },
      accuracyM: extent(west, south, east, north),
    };
  });
}

/** Half of the box's diagonal. */
function extent(west?: number, south?: number, east?: number, north?: number): number | null {
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  const metres = metresBetween({ latitude: south, longitude: west }, { latitude: north, longitude: east }) / 2;
  return Math.min(200_000, Math.max(1, Math.round(metres)));
}
