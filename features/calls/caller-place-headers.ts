import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type PlaceRefusal, plainText } from './caller-place.ts';

/** One locationValue of a `Geolocation` header (RFC 6442 §4.1). */
export interface LocationValue {
  /**
   * `body`: the place is the part of the message with this Content-ID. `https`: to be fetched from there. `unusable`: a scheme
   * that nobody here follows (`sip`, `pres` ask for a subscription; `http` would carry a caller's place in the clear).
   */
  readonly kind: 'body' | 'https' | 'unusable';
  /** For a body its Content-ID without brackets (RFC 2392), else the URI as sent. */
  readonly target: string;
  readonly scheme: string;
  /** Host name of who added it (RFC 8787); null: not said, or an address, which that RFC tells us to ignore. */
  readonly addedBy: string | null;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  /** In small letters. */
  readonly name: string;
  /** Null: it stands alone. */
  readonly value: string | null;
}

/** Of a header; a SIP stack cuts lines far below this. */
export const maxHeader = 8_192;
const maxValues = 16;

/**
 * The values of a `Geolocation` header, most trusted first as the sender ordered them (RFC 6442 §4.1: later servers append). An
 * unreadable value is left out; refused only when none is left.
 */
export function readGeolocation(header: string): Result<readonly LocationValue[], PlaceRefusal> {
  if (header.trim() === '') return refuse('place.empty');
  if (header.length > maxHeader) return refuse('place.too_large', { length: header.length });
  const values = splitOutside(header, ',')
    .slice(0, maxValues)
    .map(locationValue)
    .filter((value) => value !== null);
  return values.length === 0 ? refuse('place.malformed') : ok(values);
}

/**
 * `Geolocation-Routing` (RFC 6442 §4.2): whether the place may decide where the call goes. Null: not said or not readable, to be
 * treated as no. It says nothing about whether a call taker may see the place.
 */
export function readGeolocationRouting(header: string): boolean | null {
  const [word = ''] = header.slice(0, 64).trim().toLowerCase().split(/[\s;]/);
  return word === 'yes' ? true : word === 'no' ? false : null;
}

function locationValue(text: string): LocationValue | null {
  const found = /^\s*<([^<>\s]{1,2048})>\s*(.*)$/s.exec(text);
  const uri = found?.[1];
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]{0,30}):/.exec(uri ?? '')?.[1]?.toLowerCase();
  if (found === null || uri === undefined || scheme === undefined) return null;
  const parameters = readParameters(found[2] ?? '');
  const addedBy = parameters.find(({ name }) => name === 'loc-src')?.value ?? null;
  const about = { scheme, addedBy: addedBy !== null && isHostName(addedBy) ? addedBy : null, parameters };
  if (scheme === 'cid') {
    const contentId = decoded(uri.slice(4));
    return contentId === null || contentId === '' ? null : { kind: 'body', target: contentId, ...about };
  }
  return { kind: scheme === 'https' && URL.canParse(uri) ? 'https' : 'unusable', target: uri, ...about };
}

/** `;name=value;name="value, with; anything";name` */
export function readParameters(text: string): readonly Parameter[] {
  return splitOutside(text, ';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, maxValues * 2)
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals < 0) return { name: plainText(part).toLowerCase(), value: null };
      return {
        name: plainText(part.slice(0, equals)).toLowerCase(),
        value: plainText(unquoted(part.slice(equals + 1))),
      };
    });
}

/** Split at a letter that stands neither in quotes nor in angle brackets. */
export function splitOutside(text: string, separator: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  let [from, isQuoted, isBracketed] = [0, false, false];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (isQuoted && letter === '\\') at += 1;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === '<') isBracketed = true;
    else if (!isQuoted && letter === '>') isBracketed = false;
    else if (!isQuoted && !isBracketed && letter === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const isQuoted = trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"');
  return isQuoted ? trimmed.slice(1, -1).replace(/\\(.)/gs, '$1') : trimmed;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isHostName(text: string): boolean {
  return /^[A-Za-z0-9.-]{1,253}$/.test(text) && /[A-Za-z]/.test(text);
}
