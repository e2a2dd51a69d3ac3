import { OpenLocationCode } from 'open-location-code';
import { metresBetween } from '#platform/shared/sphere.ts';
import type { Point } from '../../position.ts';

const codes = new OpenLocationCode();

/** A code as it stands in a text, and what stands beside it: `HP29+V4 Sidoarjo`. */
export interface WrittenCode {
  readonly code: string;
  readonly isShort: boolean;
  readonly rest: string;
}

/** Letters and figures of plus codes; a blank around the plus is how people read them out. */
const written =
  /(?<![\p{L}\p{N}])([23456789CFGHJMPQRVWX]{2,8})\s?\+\s?([23456789CFGHJMPQRVWX]{2,7})?(?![\p{L}\p{N}])/iu;

/** The plus code in a text; null: there is none. A code with fewer than ten figures says an area, which is no position. */
export function plusCodeIn(text: string): WrittenCode | null {
  const found = written.exec(text);
  if (found === null) return null;
  const code = `${found[1] ?? ''}+${found[2] ?? ''}`.toUpperCase();
  if (found[2] === undefined || !codes.isValid(code)) return null;
  const rest = text
    .replace(found[0], ' ')
    .replace(/[\s,;]+/g, ' ')
    .trim();
  return { code, isShort: codes.isShort(code), rest };
}

/** The middle of a code's area, and the metres from there to its corner. A short code is taken nearest to `near`. */
export function readPlusCode(
  { code, isShort }: Pick<WrittenCode, 'code' | 'isShort'>,
  near: Point,
): { readonly full: string; readonly point: Point; readonly accuracyM: number } {
  const full = isShort ? codes.recoverNearest(code, near.latitude, near.longitude) : code;
  const area = codes.decode(full);
  const point = { latitude: area.latitudeCenter, longitude: area.longitudeCenter };
  const corner = { latitude: area.latitudeLo, longitude: area.longitudeLo };
  return { full, point, accuracyM: Math.max(1, Math.ceil(metresBetween(point, corner))) };
}

/** The code of a point with ten figures, an area of about 14 × 14 m: `6P4JHP29+V4`. */
export function plusCodeOf({ latitude, longitude }: Point): string {
  return codes.encode(latitude, longitude, 10);
}
