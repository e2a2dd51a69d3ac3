import type { Instant } from '#platform/shared/time.ts';

/** A place as a PIDF-LO says it. */
export interface PidfPlace {
  readonly entity: string;
  readonly province: string;
  readonly regency: string;
  readonly district: string | null;
  readonly village: string | null;
  readonly landmark: string | null;
  /** The place in the caller's words. */
  readonly text: string | null;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly accuracyM: number | null;
  readonly source: string | null;
  readonly at: Instant;
}

const escaped = (text: string) =>
  // Control characters are no XML at all, escaped or not.
  text
    .replace(/[^\P{Cc}\t\r\n]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/**
 * A PIDF-LO (RFC 4119) with a civic address (RFC 5139) and, where it is known, a GML point or circle (RFC 5491), in one
 * location-info. A1 province, A2 regency, A3 district, A4 village.
 */
export function pidfOf(place: PidfPlace): string {
  const civic = [
    ['country', 'ID'],
    ['A1', place.province],
    ['A2', place.regency],
    ['A3', place.district],
    ['A4', place.village],
    ['LMK', place.landmark],
    ['LOC', place.text],
  ] as const;
  const address = civic
    .flatMap(([name, value]) => (value === null || value === '' ? [] : [`<ca:${name}>${escaped(value)}</ca:${name}>`]))
    .join('');
  const method = place.source === 'device' ? 'GPS' : 'Manual';
  return `<?xml version="1.0" encoding="UTF-8"?><presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0" entity="${escaped(place.entity)}"><tuple id="incident"><status><gp:geopriv><gp:location-info>${shapeOf(place)}<ca:civicAddress>${address}</ca:civicAddress></gp:location-info><gp:usage-rules/><gp:method>${method}</gp:method></gp:geopriv></status><timestamp>${place.at}</timestamp></tuple></presence>`;
}

function shapeOf({ point, accuracyM }: PidfPlace): string {
  if (point === null) return '';
  const position = `<gml:pos>${point.latitude} ${point.longitude}</gml:pos>`;
  const system = 'srsName="urn:ogc:def:crs:EPSG::4326"';
  if (accuracyM === null) return `<gml:Point ${system}>${position}</gml:Point>`;
  return `<gs:Circle ${system}>${position}<gs:radius uom="urn:ogc:def:uom:EPSG::9001">${accuracyM}</gs:radius></gs:Circle>`;
}
