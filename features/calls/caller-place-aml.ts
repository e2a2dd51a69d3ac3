import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type GeodeticPlace, numberOf, type PlaceRefusal, plainText } from './caller-place.ts';
import { confidenceFrom, geodetic } from './caller-place-pidf.ts';
import { shapeOf } from './caller-place-shape.ts';

/** One message of Advanced Mobile Location: whose telephone, and what it measured. */
export interface AmlMessage {
  /** As sent, `+6281234567890`; null where the telephone does not know its own number. */
  readonly deviceNumber: string | null;
  /** The beginning of the call by the telephone's clock. */
  readonly callAt: Instant | null;
  readonly place: GeodeticPlace;
}

/**
 * A message of AML by HTTPS: names and values of a form (ETSI TS 103 625; the names as in Android's ELS). Every field is optional to its
 * sender; without coordinates it is no place and refused. An unknown field is left alone.
 */
export function readAml(fields: ReadonlyMap<string, string>): Result<AmlMessage, PlaceRefusal> {
  const text = (name: string) => plainText(fields.get(name) ?? '');
  const [latitude, longitude, accuracy] = ['location_latitude', 'location_longitude', 'location_accuracy'].map(text);
  if (latitude === '' || longitude === '') return refuse('place.no_location');
  const radius = numberOf(accuracy ?? '');
  const isCircle = radius !== null && radius > 0;
  const shape = shapeOf({
    name: isCircle ? 'Circle' : 'Point',
    crs: '2d',
    positions: [`${latitude} ${longitude}`],
    list: null,
    coordinates: null,
    lengths: new Map(isCircle ? [['radius', String(radius)]] : []),
    angles: new Map(),
  });
  if (!shape.ok) return shape;
  const sure = numberOf(text('location_confidence'));
  // Some telephones say 0.68, most 68.
  const percent = sure === null || sure <= 0 ? null : String(sure <= 1 ? sure * 100 : sure);
  const confidence = confidenceFrom(percent, null);
  const method = text('location_source');
  const place = geodetic(shape.value, {
    confidence: confidence.value,
    civic: null,
    method: method === '' ? null : method,
    at: unixMs(text('location_time')),
  });
  const number = text('device_number');
  return ok({
    deviceNumber: /\d{5}/.test(number) ? number : null,
    callAt: unixMs(text('time')),
    place: { ...place, flags: [...place.flags, ...confidence.flags] },
  });
}

/** Milliseconds since 1970; null where it is none or no time of this century. */
function unixMs(text: string): Instant | null {
  const ms = numberOf(text);
  return ms === null || ms < Date.UTC(2000) || ms > Date.UTC(2100) ? null : new Date(Math.round(ms)).toISOString();
}
