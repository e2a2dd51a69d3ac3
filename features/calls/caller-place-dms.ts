/**
 * Degrees, minutes and seconds with a letter for the direction, latitude first: `6°12'31.7"S 106°50'44.2"E`, `06:12:31S 106:50:44E`,
 * `6 12 31 LS, 106 50 44 BT`. Seconds or minutes may be missing. Null: not of this form, or not on earth.
 */
export function readDms(text: string): { readonly latitude: number; readonly longitude: number } | null {
  const found = [...text.slice(0, 200).matchAll(oneSide)];
  const [first, second] = found;
  if (first === undefined || second === undefined || found.length !== 2) return null;
  // What stands between the two and around them may only separate.
  const rest = text.slice(0, 200).replace(oneSide, ' ');
  if (/[^\s,;/]/.test(rest) || text.length > 200) return null;
  const [a, b] = [degreesOf(first), degreesOf(second)];
  if (a === null || b === null || a.axis === b.axis) return null;
  const [latitude, longitude] = a.axis === 'latitude' ? [a.degrees, b.degrees] : [b.degrees, a.degrees];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** Between two figures something must stand: run together (`061231S`) nobody can tell where one ends. */
const oneSide =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,9})?)(?:(?:\s?[°º:d]\s?|\s)(\d{1,2}(?:\.\d{1,9})?)(?:(?:\s?[′'’:m]\s?|\s)(\d{1,2}(?:\.\d{1,9})?)(?:\s?(?:["″”s]|''))?)?\s?[′'’m]?)?\s?[°º]?\s?(LU|LS|BT|BB|[NSEW])(?![A-Za-z])/giu;

/** Lintang utara and selatan, bujur timur and barat, beside the English letters. */
const directions: Readonly<Record<string, { readonly axis: 'latitude' | 'longitude'; readonly sign: 1 | -1 }>> = {
  N: { axis: 'latitude', sign: 1 },
  LU: { axis: 'latitude', sign: 1 },
  S: { axis: 'latitude', sign: -1 },
  LS: { axis: 'latitude', sign: -1 },
  E: { axis: 'longitude', sign: 1 },
  BT: { axis: 'longitude', sign: 1 },
  W: { axis: 'longitude', sign: -1 },
  BB: { axis: 'longitude', sign: -1 },
};

function degreesOf(
  found: RegExpMatchArray,
): { readonly axis: 'latitude' | 'longitude'; readonly degrees: number } | null {
  const direction = directions[(found[4] ?? '').toUpperCase()];
  const [degrees, minutes, seconds] = [found[1], found[2], found[3]].map((part) => Number(part ?? 0));
  if (direction === undefined || degrees === undefined || minutes === undefined || seconds === undefined) return null;
  if (minutes >= 60 || seconds >= 60) return null;
  return { axis: direction.axis, degrees: direction.sign * (degrees + minutes / 60 + seconds / 3600) };
}
