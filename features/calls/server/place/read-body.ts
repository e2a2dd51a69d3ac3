import { readXml, type XmlRefusal } from '#platform/server/xml/read-xml.ts';
import type { Result } from '#platform/shared/result.ts';
import type { PlaceRefusal } from '../../caller-place.ts';
import { type PidfReading, readPidf } from '../../caller-place-pidf.ts';

/**
 * The places in a PIDF-LO body (`application/pidf+xml`), from a SIP message or from where one pointed. Bytes of a stranger: refused, never
 * thrown, and at a cost bounded by `xmlLimits`.
 */
export function readPlaceBody(bytes: Uint8Array): Result<PidfReading, XmlRefusal | PlaceRefusal> {
  const document = readXml(bytes);
  return document.ok ? readPidf(document.value) : document;
}
