import { ok, type Result, refuse } from '#platform/shared/result.ts';
import {
  type CivicPlace,
  type GeodeticPlace,
  type PlaceRefusal,
  plainText,
  type ReferencePlace,
} from './caller-place.ts';
import { civicOf } from './caller-place-civic.ts';
import { confidenceFrom, geodetic, type UsageRules, usageFrom } from './caller-place-pidf.ts';
import { type ShapeFigures, shapeOf } from './caller-place-shape.ts';

/**
 * The texts of Asterisk's `GEOLOC_PROFILE(field)` for one call; '' where a field is empty. Asterisk 22 reads the body itself and hands on
 * this instead of the document: of several places only the first (device, tuple, person), and never the timestamp.
 */
export interface GeolocationProfile {
  /** `GML`, `civicAddress`, `URI` or `<none>`. */
  readonly format: string;
  /** `shape="Circle",crs="2d",pos="-6.2088 106.8456",radius="35"`; quotes within a value are not escaped. */
  readonly effectiveLocation: string;
  /** `pdf="normal",value="66"`. */
  readonly confidence: string;
  readonly method: string;
  /** `retransmission-allowed="no",retention-expiry="…"`. */
  readonly usageRules: string;
  readonly notes: string;
}

export interface ProfilePlace {
  readonly place: GeodeticPlace | CivicPlace | ReferencePlace;
  readonly usage: UsageRules;
}

/** Longer than any list that Asterisk makes of a body that fits a SIP message of 64 KiB and has a place in it. */
const maxList = 16_384;

/** The place of a profile. Refused like a body: with the code of what is wrong. */
export function readProfile(profile: GeolocationProfile): Result<ProfilePlace, PlaceRefusal> {
  const list = readList(profile.effectiveLocation);
  if (!list.ok) return list;
  const rules = readList(profile.usageRules);
  const ruleOf = (name: string) => (rules.ok ? (textOf(rules.value, name) ?? null) : null);
  const usage = usageFrom(ruleOf('retransmission-allowed'), ruleOf('retention-expiry'), plainText(profile.notes));
  const uri = textOf(list.value, 'URI');
  if (profile.format === 'URI' || uri !== undefined) {
    return uri === undefined ? refuse('place.no_location') : ok({ place: { kind: 'reference', uri }, usage });
  }
  const method = plainText(profile.method) === '' ? null : plainText(profile.method);
  // Not by `format`: Asterisk calls a shape that came with an address a civic address, and then says only its figures.
  const isShape = list.value.some(({ name }) => name === 'pos' || name === 'posList' || name === 'shape');
  if (!isShape) {
    const named = list.value.filter(({ name }) => name !== 'lang');
    const civic = civicOf(
      named.map(({ name, value }) => ({ name, text: value })),
      textOf(list.value, 'lang') ?? null,
    );
    return civic === null
      ? refuse('place.no_location')
      : ok({ place: { kind: 'civic', civic, method, at: null, flags: [] }, usage });
  }
  const shape = shapeOf(figuresFrom(list.value));
  if (!shape.ok) return shape;
  const said = readList(profile.confidence);
  const sure = said.ok ? said.value : [];
  const confidence = confidenceFrom(textOf(sure, 'value') ?? null, textOf(sure, 'pdf') ?? null);
  const place = geodetic(shape.value, { confidence: confidence.value, civic: null, method, at: null });
  return ok({ place: { ...place, flags: [...place.flags, ...confidence.flags] }, usage });
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** `name="value",name="value"`; a value ends at a quote after which the next name or nothing comes. */
function readList(text: string): Result<readonly Pair[], PlaceRefusal> {
  if (text.length > maxList) return refuse('place.too_large', { length: text.length });
  if (text.trim() === '') return ok([]);
  const starts = [...text.matchAll(/(?:^|",)([A-Za-z][\w.-]{0,40})="/g)];
  if (starts.length === 0 || starts[0]?.index !== 0 || !text.endsWith('"')) return refuse('place.malformed');
  return ok(
    starts.map((start, at) => ({
      name: start[1] ?? '',
      value: text.slice(start.index + start[0].length, starts[at + 1]?.index ?? text.length - 1),
    })),
  );
}

function textOf(list: readonly Pair[], name: string): string | undefined {
  return list.find((pair) => pair.name === name)?.value;
}

function figuresFrom(list: readonly Pair[]): ShapeFigures {
  const crs = textOf(list, 'crs');
  const hasRadius = textOf(list, 'radius') !== undefined;
  return {
    name: textOf(list, 'shape') ?? (hasRadius ? 'Circle' : 'Point'),
    // Asterisk says "unknown" for every spelling but two, absent or merely old-fashioned ones included.
    crs: crs === '2d' || crs === '3d' ? crs : 'assumed',
    positions: list.filter(({ name }) => name === 'pos').map(({ value }) => value),
    list: textOf(list, 'posList') ?? null,
    // Elements that Asterisk does not know arrive as bare text; the old `coordinates` is the one that means something.
    coordinates: textOf(list, 'text') ?? null,
    // The unit of a length is not handed on; RFC 5491 §5.1 leaves only the metre.
    lengths: new Map(list.map(({ name, value }) => [name, value])),
    angles: new Map(list.map(({ name, value }) => [name, angleFrom(value)])),
  };
}

/** `42.5 degrees`, `0.74 radians`; Asterisk writes degrees for every unit that is not EPSG 9101. */
function angleFrom(value: string): { readonly text: string; readonly unit: 'degrees' | 'radians' } {
  const [text = '', unit] = value.slice(0, 80).trim().split(/\s+/);
  return { text, unit: unit === 'radians' ? 'radians' : 'degrees' };
}
