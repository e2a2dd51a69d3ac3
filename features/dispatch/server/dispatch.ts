import type { Feature } from '#platform/server/feature.ts';
import { joinParts } from '#platform/server/join-parts.ts';
import { featureOf } from './feature.ts';
import { type ResponseOptions, responsePart } from './response/response-part.ts';
import type { Resolving } from './surge/many.ts';
import { surgePart } from './surge/surge-part.ts';

/** Dispatch with what of it needs to know where this installation is, and how outcomes end an incident. */
export function createDispatch(options: ResponseOptions & { readonly resolving: Resolving }): Feature {
  return joinParts('dispatch', [featureOf(options.publicUrl), responsePart(options), surgePart(options.resolving)]);
}
