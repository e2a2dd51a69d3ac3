import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { password, sessionView, username } from './person.ts';
import { refusals } from './texts.ts';

/** Sign in; sets the session cookie. Answered by a plugin (it sets a cookie and has no tenant yet). */
export const openSession = route({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in',
  permission: 'public',
  body: z.object({ username, password: z.string().min(1).max(200) }),
  output: sessionView,
  refusals: pick(refusals, 'session.wrong_credentials', 'session.locked'),
});

export const readSession = route({
  method: 'GET',
  path: '/api/session',
  summary: 'The session of this browser',
  permission: 'signed_in',
  output: sessionView,
});

/** Sign out; the row is deleted and the cookie cleared. */
export const closeSession = route({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out',
  permission: 'signed_in',
  output: z.object({}),
});

/** The one-time code after the password (RFC 6238). */
export const giveSecondFactor = route({
  method: 'POST',
  path: '/api/session/second-factor',
  summary: 'Give the one-time code',
  permission: 'signed_in',
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  output: sessionView,
  refusals: pick(refusals, 'session.wrong_code', 'session.no_second_factor_due', 'session.locked'),
});

/** Change one's own password; all other sessions of the person end. */
export const changePassword = route({
  method: 'POST',
  path: '/api/session/password',
  summary: 'Change the own password',
  permission: 'signed_in',
  body: z.object({ current: z.string().min(1).max(200), next: password }),
  output: sessionView,
  refusals: pick(refusals, 'password.wrong', 'password.same', 'session.locked'),
});
