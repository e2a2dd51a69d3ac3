import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/*
 * The response link: a page without an account, sent to the duty contact of a body that works without accounts (police, power, water,
 * Red Cross: about 45 % of the work, domain.md §2.7), by which it answers for one assignment.
 */

export type ResponseLinkId = Id<'response_link'>;
export const responseLinkId = idSchema<'response_link'>();

/** 128 bits in base64url: nothing to forge, known to the message alone, and taken back by forgetting its hash. */
export const tokenBytes = 16;
export const responseToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** A link is good for so long after it was made, and so long after its assignment has ended (a photo, a correction by word). */
export const validMs = 72 * 3_600_000;
export const validAfterEndMs = 12 * 3_600_000;

/** What can be done by a link, beside writing: the work of an agency, never the dispatcher's. */
export const responseSteps = ['acknowledge', 'reject', 'en_route', 'arrive', 'finish'] as const;
export type ResponseStep = (typeof responseSteps)[number];

/** Photos of one link: more than a crew takes, fewer than fill a disk. */
export const mostPhotos = 20;
