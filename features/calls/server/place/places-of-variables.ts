import type { Result } from '#platform/shared/result.ts';
import type { CallerPlace, PlaceRefusal, PlaceSource } from '../../caller-place.ts';
import { readAccessNetwork } from '../../caller-place-cell.ts';
import { readGeolocation } from '../../caller-place-headers.ts';
import { readCarrierHeader } from '../../caller-place-mapping.ts';
import { readProfile } from '../../caller-place-profile.ts';
import type { PlaceAgreement } from '../../place-agreement.ts';
import { callerVariables, placeHeaderRows, placeHeaderVariable, placeVariables } from '../pbx/dialplan.ts';

/** A place and which text of the call it was read from; read again it is the same one. */
export interface FoundPlace {
  readonly source: PlaceSource;
  readonly origin: string;
  readonly place: CallerPlace;
}

export interface FoundPlaces {
  readonly found: readonly FoundPlace[];
  /** Texts that were there and gave no place, without the texts. */
  readonly refused: readonly { readonly origin: string; readonly code: PlaceRefusal }[];
}

/** Set on every call. */
export const variablesOfEveryCall: readonly string[] = [
  callerVariables.geolocation,
  callerVariables.accessNetwork,
  placeHeaderRows,
];

/** What is set besides, going by those. */
export function furtherVariables(variables: Readonly<Record<string, string>>): readonly string[] {
  const rows = Number(variables[placeHeaderRows] ?? 0);
  return [
    ...((variables[callerVariables.geolocation] ?? '') === '' ? [] : Object.values(placeVariables)),
    ...Array.from({ length: Number.isInteger(rows) ? rows : 0 }, (_, row) => placeHeaderVariable(row)),
  ];
}

/** Whether anything in them may tell a place. */
export function hasPlace(variables: Readonly<Record<string, string>>): boolean {
  return Object.entries(variables).some(([name, text]) => name !== placeHeaderRows && text !== '');
}

/** Everything that a call's variables say of where the caller is. Nothing in them can make this throw. */
export function placesOfVariables(
  variables: Readonly<Record<string, string>>,
  { headers }: Pick<PlaceAgreement, 'headers'>,
): FoundPlaces {
  const found: FoundPlace[] = [];
  const refused: { origin: string; code: PlaceRefusal }[] = [];
  const text = (name: string) => variables[name] ?? '';
  const take = <Value>(origin: string, read: Result<Value, PlaceRefusal>, keep: (value: Value) => void) => {
    if (read.ok) keep(read.value);
    else if (read.refusal.code !== 'place.empty') refused.push({ origin, code: read.refusal.code });
  };

  const geolocation = [callerVariables.geolocation, placeVariables.second, placeVariables.third].map(text);
  for (const [at, header] of geolocation.entries()) {
    const origin = `Geolocation ${at + 1}`;
    take(origin, readGeolocation(header), (values) => {
      for (const [nth, { kind, target }] of values.entries())
        if (kind === 'https')
          found.push({
            source: 'reference',
            origin: `${origin}.${nth + 1}`,
            place: { kind: 'reference', uri: target },
          });
    });
  }
  // Empty where the call has no such header; references stand in the headers already.
  if (text(placeVariables.effectiveLocation) !== '') {
    const { second: _second, third: _third, ...names } = placeVariables;
    const profile = {
      format: text(names.format),
      effectiveLocation: text(names.effectiveLocation),
      confidence: text(names.confidence),
      method: text(names.method),
      usageRules: text(names.usageRules),
      notes: text(names.notes),
    };
    take('body', readProfile(profile), ({ place }) => {
      if (place.kind !== 'reference') found.push({ source: 'pidf', origin: 'body', place });
    });
  } else if (/<\s*cid:/i.test(geolocation.join(' '))) refused.push({ origin: 'body', code: 'place.malformed' });
  take('P-Access-Network-Info', readAccessNetwork(text(callerVariables.accessNetwork)), (accesses) => {
    for (const [nth, { cell }] of accesses.entries())
      if (cell !== null)
        found.push({ source: 'cell', origin: `P-Access-Network-Info ${nth + 1}`, place: { kind: 'cell', cell } });
  });
  for (const [at, row] of headers.entries())
    take(row.header, readCarrierHeader(row, text(placeHeaderVariable(at))), (place) =>
      found.push({ source: 'carrier', origin: row.header, place }),
    );
  return { found, refused };
}
