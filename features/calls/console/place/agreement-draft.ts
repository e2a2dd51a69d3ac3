import type { CarrierHeader } from '../../caller-place-mapping.ts';
import type { PlaceAgreement } from '../../place-agreement.ts';

/** A row as it is typed. */
export interface HeaderDraft {
  /** Of this row on this screen. */
  readonly key: string;
  readonly header: string;
  readonly format: CarrierHeader['format'];
  readonly radio: NonNullable<CarrierHeader['radio']> | 'none';
  readonly radiusM: string;
  readonly confidence: string;
}

export interface AgreementDraft {
  readonly headers: readonly HeaderDraft[];
  /** One a line. */
  readonly hosts: string;
  readonly amlKeySha256: string | null;
}

export function draftOf({ headers, hosts, amlKeySha256 }: PlaceAgreement): AgreementDraft {
  const typed = (figure: number | undefined) => (figure === undefined ? '' : String(figure));
  return {
    headers: headers.map((row) => ({
      key: row.header,
      header: row.header,
      format: row.format,
      radio: row.radio ?? 'none',
      radiusM: typed(row.radiusM),
      confidence: typed(row.confidence),
    })),
    hosts: hosts.join('\n'),
    amlKeySha256,
  };
}

/** What is typed, for the schema to judge; a figure that is none stays as it is and is refused there. */
export function contentOf({ headers, hosts, amlKeySha256 }: AgreementDraft): unknown {
  return {
    headers: headers.map(({ header, format, radio, radiusM, confidence }) => ({
      header: header.trim(),
      format,
      ...(format === 'cell' && radio !== 'none' ? { radio } : {}),
      ...(hasRadius(format) && radiusM.trim() !== '' ? { radiusM: Number(radiusM) } : {}),
      ...(format !== 'cell' && confidence.trim() !== '' ? { confidence: Number(confidence) } : {}),
    })),
    hosts: hosts.split(/\s+/).filter((host) => host !== ''),
    amlKeySha256,
  };
}

/** Whether a radius can be agreed on: the others carry their own, or none. */
export function hasRadius(format: CarrierHeader['format']): boolean {
  return format !== 'cell' && format !== 'lat;lon;radius';
}
