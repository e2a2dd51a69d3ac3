import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Cell, type PlaceRefusal, plainText } from './caller-place.ts';
import { maxHeader, type Parameter, readParameters, splitOutside } from './caller-place-headers.ts';

export type Radio = 'gsm' | 'umts' | 'lte' | 'nr' | 'wlan';

/** One access of a `P-Access-Network-Info` header (RFC 7315 §4.4; values of TS 24.229 §7.2A.4). */
export interface AccessNetwork {
  /** As sent, `3GPP-E-UTRAN-FDD`. */
  readonly accessType: string;
  /** Null: a wire, a satellite, or a type that is not known here. */
  readonly radio: Radio | null;
  /** A network node wrote it, so the telephone could not make it up. */
  readonly isFromNetwork: boolean;
  /** Null: it names no cell. */
  readonly cell: Cell | null;
  /** Everything that was sent, for whoever knows more. */
  readonly parameters: readonly Parameter[];
}

/** By the beginning of the access type; the endings say only how sender and receiver share the band. */
const radios: readonly (readonly [start: string, radio: Radio])[] = [
  ['3GPP-GERAN', 'gsm'],
  ['3GPP-UTRAN', 'umts'],
  ['3GPP-E-UTRAN', 'lte'],
  ['3GPP-NR', 'nr'],
  ['IEEE-802.11', 'wlan'],
  ['3GPP-WLAN', 'wlan'],
];

/** The finest first: a call by WLAN may name the radio cell it last saw beside its access point. */
const cellParameters = ['i-wlan-node-id', 'utran-cell-id-3gpp', 'cgi-3gpp', 'utran-sai-3gpp', 'ci-3gpp2'];

/** All accesses of the header, in its order. Refused: nothing there, or nothing that begins with an access type. */
export function readAccessNetwork(header: string): Result<readonly AccessNetwork[], PlaceRefusal> {
  if (header.trim() === '') return refuse('place.empty');
  if (header.length > maxHeader) return refuse('place.too_large', { length: header.length });
  const accesses = splitOutside(header, ',')
    .slice(0, 8)
    .map(oneAccess)
    .filter((access) => access !== null);
  return accesses.length === 0 ? refuse('place.malformed') : ok(accesses);
}

function oneAccess(text: string): AccessNetwork | null {
  const [first = '', ...rest] = splitOutside(text, ';');
  const accessType = first.trim();
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(accessType)) return null;
  const radio = radios.find(([start]) => accessType.toUpperCase().startsWith(start))?.[1] ?? null;
  const parameters = readParameters(rest.join(';'));
  const named = cellParameters
    .map((name) => parameters.find((parameter) => parameter.name === name))
    .find((parameter) => parameter !== undefined && parameter.value !== null && parameter.value !== '');
  return {
    accessType,
    radio,
    isFromNetwork: parameters.some(({ name }) => name === 'network-provided'),
    cell:
      named === undefined
        ? null
        : cellOf(named.value ?? '', named.name === 'i-wlan-node-id' ? 'wlan' : radio === 'wlan' ? null : radio),
    parameters,
  };
}

/** Digits of the area and of the cell, both hexadecimal (TS 23.003 §4.3.1, §4.7, §19.4.2.3, §19.6A). */
const widths = {
  gsm: { area: 4, cell: 4 },
  umts: { area: 4, cell: 7 },
  lte: { area: 4, cell: 7 },
  nr: { area: 6, cell: 9 },
} as const;

/**
 * A cell by its name: country (3 digits), network (2 or 3), area and cell in hexadecimal. How many digits the network has is told by the
 * length of the whole. A name of another form stays text.
 */
export function cellOf(name: string, radio: Radio | null): Cell {
  const text = plainText(name);
  const asText: Cell = { kind: 'text', text };
  if (radio === null) return asText;
  if (radio === 'wlan') {
    const digits = text.replace(/[:-]/g, '').toLowerCase();
    return /^[0-9a-f]{12}$/.test(digits) ? { kind: 'wlan', bssid: (digits.match(/../g) ?? []).join(':') } : asText;
  }
  const width = widths[radio];
  const tail = width.area + width.cell;
  const found = new RegExp(`^([0-9]{3})([0-9]{2,3})([0-9a-f]{${width.area}})([0-9a-f]{${width.cell}})$`, 'i').exec(
    text,
  );
  const [, mcc, mnc, area, cell] = found ?? [];
  if (mcc === undefined || mnc === undefined || area === undefined || cell === undefined) return asText;
  if (mcc.length + mnc.length + tail !== text.length) return asText;
  return cellFrom(radio, { mcc, mnc, area: Number.parseInt(area, 16), cell: Number.parseInt(cell, 16) });
}

function cellFrom(
  radio: Exclude<Radio, 'wlan'>,
  { mcc, mnc, area, cell }: { mcc: string; mnc: string; area: number; cell: number },
): Cell {
  switch (radio) {
    case 'gsm':
    case 'umts':
      return { kind: radio, mcc, mnc, lac: area, cellId: cell };
    case 'lte':
      return { kind: 'lte', mcc, mnc, tac: area, eci: cell, enodeb: cell >>> 8, sector: cell & 0xff };
    case 'nr':
      // 36 bits are more than bit operators of the language hold, and need none.
      return { kind: 'nr', mcc, mnc, tac: area, nci: cell };
  }
}
