import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Zone } from '#platform/shared/time.ts';
import { roles } from './permissions.ts';

export type TenantId = Id<'tenant'>;
export type UserId = Id<'user'>;
export type SessionId = Id<'session'>;
export const tenantId = idSchema<'tenant'>();
export const userId = idSchema<'user'>();
export const sessionId = idSchema<'session'>();

export const role = z.enum(roles);
/** Lower case, as it is typed at sign-in; unique in the installation. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/);
/** NIST SP 800-63B §5.1.1: length is what counts; no composition rules. */
export const password = z.string().min(10).max(200);

export const zoneSchema = z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']) satisfies z.ZodType<Zone>;

/** A session as a screen knows it. */
export const sessionView = z.object({
  state: z.enum(['open', 'second_factor', 'password_change']),
  user: z.object({
    id: userId,
    username: z.string(),
    displayName: z.string(),
    roles: z.array(role),
    agencyId: z.uuid().nullable(),
    agencyName: z.string().nullable(),
  }),
  tenant: z.object({
    id: tenantId,
    slug: z.string(),
    name: z.string(),
    shortName: z.string(),
    /** Hash of its coat of arms; the picture is at `crestAddress`. */
    crest: z.string().nullable().default(null),
    zone: zoneSchema,
    demo: z.boolean(),
  }),
  permissions: z.array(z.string()),
  language: z.enum(['id', 'en']),
});
export type SessionView = z.output<typeof sessionView>;
