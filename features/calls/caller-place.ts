import type { Instant } from '#platform/shared/time.ts';

/** How the place of a caller reached us; never mixed with where the call taker puts the incident. */
export const placeSources = ['aml', 'link', 'pidf', 'reference', 'carrier', 'cell'] as const;
/**
 * `aml` the telephone's own measurement by HTTPS, `link` the same, sent by its owner on the caller's page, `pidf` a body of the INVITE, `reference` fetched from where the INVITE pointed,
 * `carrier` a header that the operator agreed on with the regency, `cell` the radio cell.
 */
export type PlaceSource = (typeof placeSources)[number];

/** A point on WGS 84. */
export interface Position {
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
  /** Metres above the ellipsoid, which over Indonesia lies up to 80 m off the sea; null where only two figures came. */
  readonly altitudeM: number | null;
}

/** The shapes of RFC 5491 §5.2. Lengths in metres; angles in degrees, clockwise from north. */
export type PlaceShape =
  | { readonly kind: 'point'; readonly centre: Position }
  | { readonly kind: 'circle' | 'sphere'; readonly centre: Position; readonly radiusM: number }
  | {
      readonly kind: 'ellipse';
      readonly centre: Position;
      readonly semiMajorM: number;
      readonly semiMinorM: number;
      readonly orientation: number;
    }
  | {
      readonly kind: 'ellipsoid';
      readonly centre: Position;
      readonly semiMajorM: number;
      readonly semiMinorM: number;
      readonly verticalM: number;
      readonly orientation: number;
    }
  | {
      readonly kind: 'arc_band';
      readonly centre: Position;
      readonly innerM: number;
      readonly outerM: number;
      readonly startAngle: number;
      readonly openingAngle: number;
    }
  /** The ring is open: its first position is not said again at the end. */
  | { readonly kind: 'polygon'; readonly ring: readonly Position[] }
  | { readonly kind: 'prism'; readonly ring: readonly Position[]; readonly heightM: number };

/** RFC 7459 §4: how sure the sender is that the caller is within the shape, and how the chance lies in it. */
export interface Confidence {
  /** Above 0, up to 100; null: the sender says that it does not know. 95 where nothing was said. */
  readonly percent: number | null;
  readonly distribution: 'unknown' | 'normal' | 'rectangular';
}

/** What somebody who sees the place must know. Nothing with a flag is dropped: a doubtful place is better than none. */
export const placeFlags = [
  /** Outside the box around Indonesia: a test device, a roaming fault, or zeros for "unknown". */
  'outside_indonesia',
  /** Longitude came first. Told by the figures: no longitude of Indonesia can be a latitude. */
  'axes_swapped',
  /** Nobody said which reference system; taken for WGS 84, the only one that RFC 5491 §5.1 allows. */
  'crs_assumed',
  /** A ring that did not end where it began. */
  'ring_closed',
  /** A timestamp was there and could not be read. */
  'time_unreadable',
  /** A confidence was there and could not be read. */
  'confidence_unreadable',
] as const;
export type PlaceFlag = (typeof placeFlags)[number];

/** Somewhere on the map. */
export interface GeodeticPlace {
  readonly kind: 'geodetic';
  readonly centre: Position;
  /** Radius of a circle about the centre that holds the whole shape; null for a bare point, which says nothing about it. */
  readonly uncertaintyM: number | null;
  /** Of the shape; says nothing where `uncertaintyM` is null. */
  readonly confidence: Confidence;
  readonly shape: PlaceShape;
  /** The address that came with it (RFC 5491 §3: room and floor beside a point). */
  readonly civic: Civic | null;
  /** IANA method token as sent: `GPS`, `Cell`, `802.11`, …; null when not said. */
  readonly method: string | null;
  /** When it was measured; null when not said. */
  readonly at: Instant | null;
  readonly flags: readonly PlaceFlag[];
}

/** An address without a point. */
export interface CivicPlace {
  readonly kind: 'civic';
  readonly civic: Civic;
  readonly method: string | null;
  readonly at: Instant | null;
  readonly flags: readonly PlaceFlag[];
}

/** Where to ask for the place (RFC 6442 §4.1). */
export interface ReferencePlace {
  readonly kind: 'reference';
  readonly uri: string;
}

/** A radio cell or access point; a place only once somebody knows where its mast stands. */
export interface CellPlace {
  readonly kind: 'cell';
  readonly cell: Cell;
}

export type CallerPlace = GeodeticPlace | CivicPlace | ReferencePlace | CellPlace;

/** An address by the codes of RFC 5139 §3.1 and RFC 6848; `other` holds what is in neither. */
export interface Civic {
  /** `xml:lang`; null when not said. */
  readonly language: string | null;
  readonly fields: Readonly<Partial<Record<CivicField, string>>>;
  readonly other: readonly { readonly name: string; readonly text: string }[];
}

/** In Indonesia A1 is the province, A2 the regency, A3 the district, A4 the village (RFC 5774 leaves it to each country). */
export const civicFields = [
  ...['country', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6'],
  ...['PRM', 'PRD', 'RD', 'STS', 'POD', 'POM', 'RDSEC', 'RDBR', 'RDSUBBR', 'HNO', 'HNS'],
  ...['LMK', 'LOC', 'FLR', 'NAM', 'PC', 'BLD', 'UNIT', 'ROOM', 'SEAT', 'PLC', 'PCN', 'POBOX', 'ADDCODE'],
  ...['PN', 'MP', 'STP', 'HNP'],
] as const satisfies readonly string[];
export type CivicField = (typeof civicFields)[number];

/** The network's name of a cell, as TS 24.229 §7.2A.4 writes it; numbers of the standards, not of any map. */
export type Cell =
  | {
      readonly kind: 'gsm' | 'umts';
      readonly mcc: string;
      readonly mnc: string;
      /** Location area. */
      readonly lac: number;
      readonly cellId: number;
    }
  | {
      readonly kind: 'lte';
      readonly mcc: string;
      readonly mnc: string;
      /** Tracking area. */
      readonly tac: number;
      /** 28 bits: base station times 256 plus sector. */
      readonly eci: number;
      readonly enodeb: number;
      readonly sector: number;
    }
  | {
      readonly kind: 'nr';
      readonly mcc: string;
      readonly mnc: string;
      readonly tac: number;
      /** 36 bits; where the base station ends is each operator's choice. */
      readonly nci: number;
    }
  /** The radio address of an access point, `00:1a:2b:3c:4d:5e`. */
  | { readonly kind: 'wlan'; readonly bssid: string }
  /** A name that no rule here can take apart; an operator may still know it. */
  | { readonly kind: 'text'; readonly text: string };

/** Why something that came with a call gave no place. None of them ever stops the call. */
export const placeRefusals = [
  'place.empty',
  'place.too_large',
  'place.malformed',
  'place.not_a_place',
  'place.no_location',
  'place.unknown_shape',
  'place.unknown_crs',
  'place.unknown_unit',
  'place.bad_number',
  'place.out_of_range',
  'place.bad_ring',
  'place.bad_extent',
  'place.not_this_format',
] as const;
export type PlaceRefusal = (typeof placeRefusals)[number];

/** A box around the country with half a degree to spare. Coarse on purpose: it also holds neighbours, and only flags. */
const indonesia = { south: -11.6, north: 6.6, west: 94.4, east: 141.6 } as const;

/** Whether a position can be in Indonesia at all. */
export function maybeIndonesia({ latitude, longitude }: Pick<Position, 'latitude' | 'longitude'>): boolean {
  const isBetween = latitude >= indonesia.south && latitude <= indonesia.north;
  return isBetween && longitude >= indonesia.west && longitude <= indonesia.east;
}

/** The longest text of a stranger that is shown in one piece. */
export const maxPlaceText = 256;

/** Text of a stranger as it may be shown: one line, no control or direction characters, at most 256 characters. */
export function plainText(text: string): string {
  return text
    .slice(0, 4 * maxPlaceText)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, maxPlaceText);
}

/** A decimal number as the XML schema writes doubles, nothing else: no hexadecimal, no empty text, no infinity. */
export function numberOf(text: string): number | null {
  const trimmed = text.slice(0, 64).trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** RFC 3339 with its zone, as every timestamp here must have (RFC 4119 §2.2.2); null: not readable. */
export function instantOf(text: string): Instant | null {
  const trimmed = text.slice(0, 64).trim();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i.test(trimmed)) return null;
  const ms = Date.parse(trimmed.toUpperCase());
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
