import { z } from 'zod';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { password, role, sessionId, userId, username } from './person.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from './setting-contract.ts';
import { refusals } from './texts.ts';

const userPath = z.object({ id: userId });
const email = z.email().max(200).nullable();
const displayName = z.string().trim().min(1).max(120);
const language = z.enum(['id', 'en']);

/** What of an account is editable by an administrator, and kept version by version. */
export const accountContent = z.object({
  displayName,
  email,
  roles: z.array(role).min(1),
  agencyId: z.uuid().nullable(),
  disabled: z.boolean(),
});
export type AccountContent = z.output<typeof accountContent>;

export const userView = accountContent.extend({
  id: userId,
  username: z.string(),
  agencyName: z.string().nullable(),
  language,
  mustChangePassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  lockedUntil: instant.nullable(),
  lastSeenAt: instant.nullable(),
  openSessions: z.number().int(),
  version: z.number().int(),
});
export type UserView = z.output<typeof userView>;

export const sessionRow = z.object({
  id: sessionId,
  own: z.boolean(),
  state: z.enum(['open', 'second_factor']),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
});
const sessionList = z.object({ items: z.array(sessionRow) });

export const listUsers = route({
  method: 'GET',
  path: '/api/users',
  summary: 'Accounts of the regency, by username',
  permission: 'user.read',
  query: pageQuery.extend({
    /** Part of a username or name. */
    q: z.string().trim().max(60).optional(),
    role: role.optional(),
    disabled: z.enum(['true', 'false']).optional(),
  }),
  output: page(userView),
});

/** Where a person can work. The register of agencies itself lies in the feature below; here it is a list to choose from. */
export const listAgencyChoices = route({
  method: 'GET',
  path: '/api/users/agency-choices',
  summary: 'Active agencies an account can belong to',
  permission: 'user.read',
  output: z.object({ items: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })) }),
});

export const readUser = route({
  method: 'GET',
  path: '/api/users/:id',
  summary: 'One account',
  permission: 'user.read',
  params: userPath,
  output: userView,
  refusals: pick(refusals, 'user.not_found'),
});

export const createUserRoute = route({
  method: 'POST',
  path: '/api/users',
  summary: 'Add an account; its password must be changed at the first sign-in',
  permission: 'user.manage',
  body: z.object({
    username,
    displayName,
    email: email.default(null),
    roles: z.array(role).min(1),
    agencyId: z.uuid().nullable().default(null),
    language: language.default('id'),
    password,
  }),
  output: changedSetting,
  refusals: pick(refusals, 'user.username_taken', 'user.agency_needed', 'user.agency_unknown'),
});

/** Also disables and enables: `disabled` is part of the content, and undo covers it. */
export const changeUser = route({
  method: 'POST',
  path: '/api/users/:id/change',
  summary: 'Change an account: name, roles, agency, disabled',
  permission: 'user.manage',
  params: userPath,
  body: z.object({ version: shownVersion, reason: changeReason, content: accountContent }),
  output: changedSetting,
  refusals: {
    ...settingRefusals,
    ...pick(refusals, 'user.last_admin', 'user.self', 'user.agency_needed', 'user.agency_unknown'),
  },
});

export const resetPassword = route({
  method: 'POST',
  path: '/api/users/:id/reset-password',
  summary: 'Give an account a new first password; its sessions end and its lock is lifted',
  permission: 'user.manage',
  params: userPath,
  body: z.object({ password, removeSecondFactor: z.boolean().default(false) }),
  output: z.object({}),
  refusals: pick(refusals, 'user.not_found'),
});

export const listUserSessions = route({
  method: 'GET',
  path: '/api/users/:id/sessions',
  summary: 'Sessions of an account',
  permission: 'user.read',
  params: userPath,
  output: sessionList,
  refusals: pick(refusals, 'user.not_found'),
});

export const endUserSessions = route({
  method: 'POST',
  path: '/api/users/:id/end-sessions',
  summary: 'End sessions of an account: one, or all',
  permission: 'user.manage',
  params: userPath,
  body: z.object({ sessionId: sessionId.nullable() }),
  output: z.object({ ended: z.number().int() }),
  refusals: pick(refusals, 'user.not_found'),
});

/** Columns of an import: username, display_name, roles (several by `|`), agency (its code), email, language. */
export const importColumns = ['username', 'display_name', 'roles', 'agency', 'email', 'language'] as const;
export const importProblems = [
  'username',
  'display_name',
  'roles',
  'agency',
  'agency_needed',
  'email',
  'language',
  'duplicate',
  'taken',
] as const;
export type ImportProblem = (typeof importProblems)[number];

const csv = z.string().min(1).max(500_000);

export const previewImport = route({
  method: 'POST',
  path: '/api/users/import/preview',
  summary: 'Read a CSV of accounts and say what is wrong with it; writes nothing',
  permission: 'user.manage',
  body: z.object({ csv }),
  output: z.object({
    rows: z.array(
      z.object({
        /** As in the file; the heading is line 1. */
        line: z.number().int(),
        username: z.string(),
        displayName: z.string(),
        roles: z.array(z.string()),
        agency: z.string(),
        problems: z.array(z.enum(importProblems)),
      }),
    ),
    missingColumns: z.array(z.enum(importColumns)),
  }),
  refusals: pick(refusals, 'user.import_unreadable'),
});

export const importUsers = route({
  method: 'POST',
  path: '/api/users/import',
  summary: 'Add all accounts of a CSV, or none',
  permission: 'user.manage',
  body: z.object({
    csv,
    /** First passwords by username, made by the screen after the preview. */
    passwords: z.record(z.string(), password),
  }),
  output: z.object({ created: z.number().int() }),
  refusals: pick(refusals, 'user.import_unreadable', 'user.import_faulty'),
});

/** One's own sessions, language and one-time codes. */
export const listOwnSessions = route({
  method: 'GET',
  path: '/api/session/sessions',
  summary: 'The own sessions',
  permission: 'signed_in',
  output: sessionList,
});

export const endOwnSession = route({
  method: 'POST',
  path: '/api/session/sessions/:id/end',
  summary: 'End one of the own sessions',
  permission: 'signed_in',
  params: z.object({ id: sessionId }),
  output: z.object({}),
  refusals: pick(refusals, 'session.not_found'),
});

export const setLanguage = route({
  method: 'POST',
  path: '/api/session/language',
  summary: 'Set the own language',
  permission: 'signed_in',
  body: z.object({ language }),
  output: z.object({}),
});

export const readSecondFactor = route({
  method: 'GET',
  path: '/api/session/second-factor',
  summary: 'Whether one-time codes are in use',
  permission: 'signed_in',
  output: z.object({ set: z.boolean() }),
});

/** The screen makes the key and shows it; the first code proves that the authenticator has it. */
export const setSecondFactor = route({
  method: 'POST',
  path: '/api/session/second-factor/set',
  summary: 'Begin to use one-time codes',
  permission: 'signed_in',
  body: z.object({
    password: z.string().min(1).max(200),
    secret: z.string().regex(/^[A-Z2-7]{32}$/),
    code: z.string().regex(/^\d{6}$/),
  }),
  output: z.object({ set: z.boolean() }),
  refusals: pick(refusals, 'password.wrong', 'session.locked', 'session.wrong_code', 'second_factor.already_set'),
});

export const removeSecondFactor = route({
  method: 'POST',
  path: '/api/session/second-factor/remove',
  summary: 'Stop using one-time codes',
  permission: 'signed_in',
  body: z.object({ password: z.string().min(1).max(200) }),
  output: z.object({ set: z.boolean() }),
  refusals: pick(refusals, 'password.wrong', 'session.locked', 'second_factor.not_set'),
});
