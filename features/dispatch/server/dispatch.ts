import type { Feature } from '#platform/server/feature.ts';
import { joinParts } from '#platform/server/join-parts.ts';
import { featureOf } from './feature.ts';
import { type ResponseOptions, responsePart } from './response/response-part.ts';

/** Dispatch with what of it needs to know where this installation is. */
export function createDispatch(options: ResponseOptions): Feature {
  return joinParts('dispatch', [featureOf(options.publicUrl), responsePart(options)]);
}
