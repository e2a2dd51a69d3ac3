import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { childOf, childrenOf, type XmlElement } from '#platform/shared/xml.ts';
import {
  type Civic,
  type CivicPlace,
  type Confidence,
  type GeodeticPlace,
  instantOf,
  numberOf,
  type PlaceFlag,
  type PlaceRefusal,
  plainText,
} from './caller-place.ts';
import { civicOf } from './caller-place-civic.ts';
import { extentOf } from './caller-place-geometry.ts';
import { type ReadShape, type ShapeFigures, shapeOf } from './caller-place-shape.ts';

/** What the sender allows (RFC 4119 §2.2.2). A call taker may see it all the same; it binds whoever passes it on. */
export interface UsageRules {
  /** RFC 4119: "no" where nothing is said. */
  readonly retransmissionAllowed: boolean;
  readonly retainUntil: Instant | null;
  readonly noteWell: string | null;
}

/** One place of a document, with who it was said of. */
export interface PidfPlace {
  readonly of: 'device' | 'tuple' | 'person';
  readonly id: string | null;
  readonly place: GeodeticPlace | CivicPlace;
  readonly usage: UsageRules;
}

/** A document read as far as it can be: one broken shape does not take the others with it. */
export interface PidfReading {
  /** By rank of RFC 5491 §3: devices, then tuples, then persons; within each as in the document. Never empty. */
  readonly places: readonly PidfPlace[];
  readonly refused: readonly { readonly element: string; readonly code: PlaceRefusal }[];
}

const ranks = ['device', 'tuple', 'person'] as const;
/** A document says where one caller is; a hundred places are an attack on whoever reads them. */
const maxPlaces = 20;

/**
 * Read a PIDF-LO (RFC 4119, 5139, 5491, 7459). Elements are known by their names in whatever namespace: senders in the field use
 * drafts' namespaces, and a caller is not less lost for it. Refused only when the document has no usable place at all; the
 * code is that of the first thing wrong.
 */
export function readPidf(document: XmlElement): Result<PidfReading, PlaceRefusal> {
  // Who fetches a place by reference gets it in an envelope (HELD, RFC 6753 §3).
  const root = (document.name === 'locationResponse' ? childOf(document, 'presence') : null) ?? document;
  if (root.name !== 'presence') return refuse('place.not_a_place', { root: plainText(root.name) });
  const places: PidfPlace[] = [];
  const refused: { element: string; code: PlaceRefusal }[] = [];
  for (const rank of ranks) {
    for (const holder of childrenOf(root, rank)) {
      for (const geopriv of geoprivsOf(holder)) readGeopriv(geopriv, holder, rank, places, refused);
    }
  }
  if (places.length > 0) return ok({ places: places.slice(0, maxPlaces), refused: refused.slice(0, maxPlaces) });
  return refuse(refused[0]?.code ?? 'place.no_location');
}

/** In a tuple below `status` (RFC 4119 §2.2), elsewhere directly (RFC 5491 §3, erratum 1888); each may hold several. */
function geoprivsOf(holder: XmlElement): readonly XmlElement[] {
  return [...childrenOf(holder, 'geopriv'), ...childrenOf(holder, 'status').flatMap((s) => childrenOf(s, 'geopriv'))];
}

function readGeopriv(
  geopriv: XmlElement,
  holder: XmlElement,
  rank: PidfPlace['of'],
  places: PidfPlace[],
  refused: { element: string; code: PlaceRefusal }[],
): void {
  const methods = childrenOf(geopriv, 'method').map(({ text }) => plainText(text));
  const method = methods.find((text) => text !== '') ?? null;
  const stamp = childOf(holder, 'timestamp') ?? childOf(geopriv, 'timestamp');
  const at = stamp === null ? null : instantOf(stamp.text);
  const flags: PlaceFlag[] = stamp !== null && at === null ? ['time_unreadable'] : [];
  const id = plainText(holder.attributes.get('id') ?? '');
  const about = { of: rank, id: id === '' ? null : id, usage: usageOf(geopriv) };
  for (const located of childrenOf(geopriv, 'location-info')) {
    const confidence = confidenceOf(childOf(located, 'confidence'));
    const civic =
      childrenOf(located, 'civicAddress')
        .map(civicFrom)
        .find((one) => one !== null) ?? null;
    const before = places.length;
    for (const element of located.children) {
      if (['civicAddress', 'confidence', 'location-policy'].includes(element.name)) continue;
      const read = shapeOf(figuresFrom(element));
      if (read.ok) {
        const place = geodetic(read.value, { confidence: confidence.value, civic, method, at });
        places.push({ ...about, place: { ...place, flags: [...place.flags, ...flags, ...confidence.flags] } });
      } else refused.push({ element: plainText(element.name), code: read.refusal.code });
    }
    if (civic !== null && places.length === before) {
      places.push({ ...about, place: { kind: 'civic', civic, method, at, flags } });
    }
  }
}

/** A shape that was read, as a place. */
export function geodetic(
  { shape, flags }: ReadShape,
  said: { confidence: Confidence; civic: Civic | null; method: string | null; at: Instant | null },
): GeodeticPlace {
  return { kind: 'geodetic', ...extentOf(shape), ...said, shape, flags };
}

function civicFrom(element: XmlElement): Civic | null {
  return civicOf(element.children, element.attributes.get('xml:lang') ?? null);
}

/** RFC 7459 §4: absent means 95 per cent of an unknown distribution. */
function confidenceOf(element: XmlElement | null): { value: Confidence; flags: readonly PlaceFlag[] } {
  if (element === null) return confidenceFrom(null, null);
  return confidenceFrom(element.text, element.attributes.get('pdf') ?? null);
}

/** The same from its two texts, as Asterisk hands them on. */
export function confidenceFrom(
  percent: string | null,
  pdf: string | null,
): { readonly value: Confidence; readonly flags: readonly PlaceFlag[] } {
  const kind = pdf?.trim().toLowerCase();
  const distribution = kind === 'normal' || kind === 'rectangular' ? kind : 'unknown';
  if (percent === null) return { value: { percent: 95, distribution }, flags: [] };
  if (percent.trim().toLowerCase() === 'unknown') return { value: { percent: null, distribution }, flags: [] };
  const value = numberOf(percent);
  const isSane = value !== null && value > 0 && value <= 100;
  return isSane
    ? { value: { percent: value, distribution }, flags: [] }
    : { value: { percent: null, distribution }, flags: ['confidence_unreadable'] };
}

function usageOf(geopriv: XmlElement): UsageRules {
  const rules = childOf(geopriv, 'usage-rules');
  const textOf = (name: string) => (rules === null ? null : (childOf(rules, name)?.text ?? null));
  const note = plainText(childOf(geopriv, 'note-well')?.text ?? textOf('note-well') ?? '');
  return usageFrom(textOf('retransmission-allowed'), textOf('retention-expiry'), note);
}

/** The same from its texts, as Asterisk hands them on. */
export function usageFrom(retransmission: string | null, expiry: string | null, note: string): UsageRules {
  const allowed = retransmission?.trim().toLowerCase() ?? '';
  return {
    retransmissionAllowed: ['yes', 'true', '1'].includes(allowed),
    retainUntil: expiry === null ? null : instantOf(expiry),
    noteWell: note === '' ? null : note,
  };
}

function figuresFrom(element: XmlElement): ShapeFigures {
  const positions: string[] = [];
  const lists: string[] = [];
  const coordinates: string[] = [];
  const systems: string[] = [];
  const lengths = new Map<string, string | null>();
  const angles = new Map<string, { text: string; unit: 'degrees' | 'radians' }>();
  const visit = (one: XmlElement) => {
    const system = one.attributes.get('srsName');
    if (system !== undefined) systems.push(system);
    if (one.name === 'pos') positions.push(one.text);
    else if (one.name === 'posList') lists.push(one.text);
    else if (one.name === 'coordinates') coordinates.push(one.text);
    else if (angleNames.includes(one.name)) angles.set(one.name, { text: one.text, unit: angleUnit(one) });
    else if (lengthNames.includes(one.name)) lengths.set(one.name, isMetres(one) ? one.text : null);
    // RFC 5491 §5.2.2 allows no holes; a hole would otherwise become part of the outline.
    for (const child of one.children) if (child.name !== 'interior') visit(child);
  };
  visit(element);
  return {
    name: element.name,
    crs: systemOf(systems),
    positions,
    list: lists[0] ?? null,
    coordinates: coordinates[0] ?? null,
    lengths,
    angles,
  };
}

const angleNames: readonly string[] = ['orientation', 'startAngle', 'openingAngle'];
const lengthNames: readonly string[] = [
  ...['radius', 'semiMajorAxis', 'semiMinorAxis', 'verticalAxis', 'innerRadius', 'outerRadius', 'height'],
];

/** Many spellings end in the number: `urn:ogc:def:crs:EPSG::4326`, `EPSG:4326`, `…/srs/epsg.xml#4326`. */
function systemOf(systems: readonly string[]): ShapeFigures['crs'] {
  const codes = new Set(systems.map((system) => /(\d{1,6})\s*$/.exec(system.slice(-12))?.[1] ?? 'other'));
  if (codes.size === 0) return 'assumed';
  if (codes.size > 1) return 'other';
  return codes.has('4326') ? '2d' : codes.has('4979') ? '3d' : 'other';
}

/** RFC 5491 §5.1: EPSG 9102 is the degree, 9101 the radian. */
function angleUnit(element: XmlElement): 'degrees' | 'radians' {
  return /9101\s*$|#?rad(ian)?s?\s*$/i.test((element.attributes.get('uom') ?? '').slice(-20)) ? 'radians' : 'degrees';
}

/** RFC 5491 §5.1: EPSG 9001 is the metre, and the only unit of length. */
function isMetres(element: XmlElement): boolean {
  const unit = (element.attributes.get('uom') ?? '').trim();
  return unit === '' || /9001$|(^|#|:)(m|metres?|meters?)$/i.test(unit.slice(-40));
}
