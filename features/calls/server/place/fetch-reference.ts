import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { PlaceRefusal } from '../../caller-place.ts';
import type { FoundPlace } from './places-of-variables.ts';
import { readPlaceBody } from './read-body.ts';

/** Larger answers are no place (as `xmlLimits`). */
const maxBytes = 64 * 1024;
const patienceMs = 5000;

/** Why a reference gave no place; none of it is said to the other side. */
export type FetchRefusal = PlaceRefusal | 'reference.no_answer' | 'reference.too_large' | 'reference.not_xml';

/**
 * Ask an operator's server where the caller is (dereference by GET, RFC 6753 §4). The address must have passed `mayFetch`: no
 * redirect is followed, so that nobody can send us elsewhere. Never throws.
 */
export async function fetchReference(
  uri: string,
  origin: string,
  get: typeof fetch = fetch,
): Promise<Result<readonly FoundPlace[], FetchRefusal>> {
  const answer = await get(uri, {
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
    headers: { accept: 'application/pidf+xml, application/held+xml' },
  }).catch(() => null);
  if (answer?.body == null || !answer.ok) return refuse('reference.no_answer', { status: answer?.status ?? 0 });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of answer.body) {
      bytes += part.length;
      if (bytes > maxBytes) return refuse('reference.too_large');
      parts.push(part);
    }
  } catch {
    return refuse('reference.no_answer', { status: answer.status });
  }
  const read = readPlaceBody(Buffer.concat(parts));
  // The codes of broken XML are many and of no use to anybody but its sender.
  if (!read.ok) return read.refusal.code.startsWith('xml.') ? refuse('reference.not_xml') : refuse('place.no_location');
  return ok(
    read.value.places.map(({ place }, at) => ({ source: 'reference', origin: `${origin} answer ${at + 1}`, place })),
  );
}
