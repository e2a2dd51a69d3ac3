import type { Point } from './position.ts';

/** What had to be assumed to read two figures as a place. */
export type CoordinateDoubt = 'axes_swapped' | 'south_assumed' | 'outside_indonesia';

export interface ReadCoordinates {
  readonly point: Point;
  /** Metres that the written figures leave open, where that is more than a few; null: they say nothing about it. */
  readonly accuracyM: number | null;
  readonly doubts: readonly CoordinateDoubt[];
}

/** One figure with its hemisphere: degrees, or degrees and minutes, or with seconds. */
interface Angle {
  readonly value: number;
  /** `lat` north–south, `lon` east–west; null: nothing said. */
  readonly axis: 'lat' | 'lon' | null;
  readonly isSigned: boolean;
  /** Degrees of the last figure that was written. */
  readonly step: number;
}

/** LS, LU, BT, BB: lintang selatan, lintang utara, bujur timur, bujur barat. */
const hemispheres: Readonly<Record<string, readonly [axis: 'lat' | 'lon', sign: 1 | -1]>> = {
  n: ['lat', 1],
  u: ['lat', 1],
  lu: ['lat', 1],
  s: ['lat', -1],
  ls: ['lat', -1],
  e: ['lon', 1],
  t: ['lon', 1],
  bt: ['lon', 1],
  w: ['lon', -1],
  b: ['lon', -1],
  bb: ['lon', -1],
};

const number = String.raw`\d{1,3}(?:\.\d+)?`;
const side = '(?:LS|LU|BT|BB|[NSEWUTB])';
/** Minutes only behind a mark of degrees: else `-7.4478 112.7183` would be one angle. */
const figures =
  String.raw`(?<sign>[-+])?\s*(?<deg>${number})\s*(?:(?:°|º|˚|d(?:eg)?\b|derajat)\s*` +
  String.raw`(?:(?<min>${number})\s*(?:'(?!')|′|’|m(?:in)?\b|menit)?\s*(?:(?<sec>${number})\s*(?:"|″|”|''|s(?:ec)?\b|detik)\s*)?)?)?`;
/** `7°26'52.1"S`, `-7.4478`, `7.4478 LS`. */
const sideLast = new RegExp(String.raw`(?<![\p{L}\p{N}.])${figures}(?<side>${side})?(?![\p{L}\p{N}])`, 'giu');
/** `S 7° 26.868'`, `E112.7183`. */
const sideFirst = new RegExp(String.raw`(?<![\p{L}\p{N}.])(?<side>${side})\s*${figures}(?![\p{L}\p{N}])`, 'giu');

const beginsWithSide = new RegExp(String.raw`^\W*${side}\s*[-+\d]`, 'iu');

/** Decimal commas become points: `-7,4478; 112,7183`, `-7,4478 112,7183`. A comma between two figures parts them. */
function pointed(text: string): string {
  const plain = text
    .replace(/[−–—]/g, '-')
    .replace(/lintang selatan/gi, 'LS')
    .replace(/lintang utara/gi, 'LU');
  const named = plain.replace(/bujur timur/gi, 'BT').replace(/bujur barat/gi, 'BB');
  const isComma = !/\d\.\d/.test(named) && (named.match(/\d,\d/g)?.length ?? 0) >= 2;
  return isComma ? named.replace(/(\d),(\d)/g, '$1.$2') : named;
}

/** The two angles a text consists of; null when there are others, or words that belong to no angle. */
function anglesIn(text: string): [Angle, Angle] | null {
  const ready = pointed(text);
  const angle = beginsWithSide.test(ready) ? sideFirst : sideLast;
  const found = [...ready.matchAll(angle)].map(angleOf);
  const [first, second] = found;
  if (first === undefined || second === undefined || found.length !== 2) return null;
  const others = ready
    .replace(angle, ' ')
    .replace(/\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|lintang|bujur|koordinat|titik|lokasi|gps|x|y)\b/gi, ' ')
    .replace(/[\s,;:/=()[\]{}|'"°.&-]+/g, '');
  return others === '' ? [first, second] : null;
}

function angleOf({ groups = {} }: RegExpMatchArray): Angle {
  const { side: named, sign, deg = '', min, sec } = groups;
  const [axis, direction] = hemispheres[(named ?? '').toLowerCase()] ?? [null, 1];
  const size = Number(deg) + Number(min ?? 0) / 60 + Number(sec ?? 0) / 3600;
  const last = sec ?? min ?? deg;
  const unit = sec !== undefined ? 3600 : min !== undefined ? 60 : 1;
  const step = 10 ** -(last.split('.')[1]?.length ?? 0) / unit;
  return { value: size * (sign === '-' ? -1 : direction), axis, isSigned: axis !== null || sign !== undefined, step };
}

/** The box of the country with half a degree to spare; no longitude of it can be a latitude. */
function isIndonesia({ latitude, longitude }: Point): boolean {
  return latitude >= -11.6 && latitude <= 6.6 && longitude >= 94.4 && longitude <= 141.6;
}

/** A pair of figures as a place, with what had to be assumed. `near` tells which of two hemispheres is meant. */
export function placeOf(first: number, second: number, near: Point | null = null, isSigned = true): ReadCoordinates {
  const given = { latitude: first, longitude: second };
  const doubts: CoordinateDoubt[] = [];
  let point = given;
  if (!isIndonesia(point) && isIndonesia({ latitude: Math.abs(second) * Math.sign(second || 1), longitude: first })) {
    point = { latitude: second, longitude: first };
    doubts.push('axes_swapped');
  }
  const mirrored = { ...point, latitude: -point.latitude };
  const isNorth = point.latitude > 0 && !isSigned;
  const isFar = near !== null && Math.abs(mirrored.latitude - near.latitude) < Math.abs(point.latitude - near.latitude);
  if (isNorth && isIndonesia(mirrored) && (isFar || !isIndonesia(point))) {
    point = mirrored;
    doubts.push('south_assumed');
  }
  if (!isIndonesia(point)) doubts.push('outside_indonesia');
  return { point, accuracyM: null, doubts };
}

/** Fewer metres than this are not worth saying: nobody measures a telephone's place that well. */
const wideM = 50;

/**
 * A text that is two coordinates and nothing else, in any usual form: decimal with point or comma, degrees with minutes or
 * seconds, with signs or letters in English or Indonesian, either axis first. Null: it is something else.
 */
export function coordinatesIn(text: string, near: Point | null = null): ReadCoordinates | null {
  const angles = anglesIn(text.slice(0, 200));
  if (angles === null) return null;
  const [first, second] = angles;
  // House numbers and dates are no coordinates: a place needs figures after the point, minutes, or letters of a hemisphere.
  if (first.axis === null && second.axis === null && (first.step === 1 || second.step === 1)) return null;
  if (first.axis !== null && first.axis === second.axis) return null;
  const isTurned = first.axis === 'lon' || second.axis === 'lat';
  const [latitude, longitude] = isTurned ? [second, first] : [first, second];
  if (Math.abs(latitude.value) > 180 || Math.abs(longitude.value) > 180) return null;
  const read = placeOf(latitude.value, longitude.value, near, latitude.isSigned || longitude.value < 0);
  if (Math.abs(read.point.latitude) > 90) return null;
  const stepM = 111_195 * Math.max(latitude.step, longitude.step);
  return { ...read, accuracyM: stepM / 2 >= wideM ? Math.min(200_000, Math.round(stepM / 2)) : null };
}
