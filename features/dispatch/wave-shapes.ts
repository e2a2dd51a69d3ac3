import type { WaveView } from '#features/calls/wave-contract.ts';
import type { AreaGeometry } from '#features/places/geometry.ts';

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/** A wave as a map can show it: the outline of its district, else the points of that district's villages. */
export interface WaveShape {
  readonly wave: WaveView;
  readonly outline: AreaGeometry | null;
  /** Filled where there is no outline. */
  readonly villages: readonly { readonly code: string; readonly point: Point }[];
  /** The middle, for a label and for going there. */
  readonly middle: Point;
}

/**
 * The waves that have a place: those about a district. Boundaries are what the regency brought in, which may be nothing; a district
 * of which neither a boundary nor a village is known is in the list alone. Of several waves in one district the one that
 * runs is shown, else the newest: they would lie on each other.
 */
export function waveShapes(
  waves: readonly WaveView[],
  known: {
    readonly boundaries: readonly { readonly code: string; readonly geometry: AreaGeometry }[];
    readonly places: readonly {
      readonly code: string;
      readonly kind: string;
      readonly districtCode: string;
      readonly point: Point;
    }[];
  },
): WaveShape[] {
  const byDistrict = Map.groupBy(waves, ({ districtCode }) => districtCode);
  return [...byDistrict].flatMap(([code, own]): WaveShape[] => {
    const [wave] = own.toSorted(soonest);
    if (code === null || wave === undefined) return [];
    const outline = known.boundaries.find((each) => each.code === code)?.geometry ?? null;
    const inDistrict = known.places.filter(({ districtCode }) => districtCode === code);
    const villages = inDistrict
      .filter(({ kind }) => kind !== 'kecamatan')
      .map(({ code: at, point }) => ({ code: at, point }));
    const middle =
      inDistrict.find(({ kind }) => kind === 'kecamatan')?.point ??
      middleOf(outline === null ? villages.map(({ point }) => point) : cornersOf(outline));
    if (middle === null || (outline === null && villages.length === 0)) return [];
    return [{ wave, outline, villages: outline === null ? villages : [], middle }];
  });
}

/** Those that run first, then the newest. */
function soonest(a: WaveView, b: WaveView): number {
  const runs = Number(b.endedAt === null) - Number(a.endedAt === null);
  return runs === 0 ? b.beganAt.localeCompare(a.beganAt) : runs;
}

/** The outer line of a geometry, or of its first part. */
function cornersOf(geometry: AreaGeometry): Point[] {
  const [outer = []] = geometry.type === 'Polygon' ? geometry.coordinates : (geometry.coordinates[0] ?? []);
  return outer.map(([longitude = 0, latitude = 0]) => ({ longitude, latitude }));
}

function middleOf(points: readonly Point[]): Point | null {
  if (points.length === 0) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return { longitude: mean(points.map((each) => each.longitude)), latitude: mean(points.map((each) => each.latitude)) };
}
