import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { needsAgency, type Role } from '../permissions.ts';
import { role, username as usernameSchema } from '../person.ts';
import type {
  ImportProblem,
  importColumns,
  importUsers as importRoute,
  previewImport as previewRoute,
} from '../user-contract.ts';
import { createUser } from './create-user.ts';
import { selectAgencyChoices, takenUsernames } from './user-store.ts';

type Column = (typeof importColumns)[number];

interface ReadRow {
  readonly line: number;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly agency: string;
  readonly email: string;
  readonly language: string;
}
interface CheckedRow extends ReadRow {
  readonly agencyId: string | null;
  readonly problems: ImportProblem[];
}

/** One hash costs some 20 ms of a core; more accounts than this are two files. */
const mostRows = 200;

const records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.record(z.string(), z.string()) }));

/** Comma or semicolon: spreadsheets with Indonesian settings write the latter. */
function readCsv(csv: string): Result<{ rows: ReadRow[]; missingColumns: Column[] }, 'user.import_unreadable'> {
  let parsed: unknown;
  let heading: string[] = [];
  try {
    parsed = parse(csv, {
      bom: true,
      columns: (names: string[]) => {
        heading = names.map((name) => name.trim().toLowerCase());
        return heading;
      },
      delimiter: csv.slice(0, csv.indexOf('\n')).includes(';') ? ';' : ',',
      info: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 1,
    });
  } catch (error) {
    if (error instanceof CsvError) return refuse('user.import_unreadable', { why: error.code });
    throw error;
  }
  const found = records.parse(parsed);
  if (found.length > mostRows) return refuse('user.import_unreadable', { why: `> ${mostRows}` });
  const rows = found.map(({ info, record }) => ({
    line: info.lines,
    username: (record['username'] ?? '').toLowerCase(),
    displayName: record['display_name'] ?? '',
    roles: (record['roles'] ?? '')
      .split('|')
      .map((name) => name.trim().toUpperCase())
      .filter((name) => name !== ''),
    agency: (record['agency'] ?? '').toUpperCase(),
    email: record['email'] ?? '',
    language: record['language'] ?? '',
  }));
  const needed: Column[] = ['username', 'display_name', 'roles'];
  return ok({ rows, missingColumns: needed.filter((column) => !heading.includes(column)) });
}

async function check(ctx: ActionContext, rows: readonly ReadRow[]): Promise<CheckedRow[]> {
  const usernames = rows.map((row) => row.username);
  const taken = await takenUsernames(ctx.tx, usernames);
  const agencies = new Map((await selectAgencyChoices(ctx.tx)).map((agency) => [agency.code, agency.id]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const problems: ImportProblem[] = [];
    if (!usernameSchema.safeParse(row.username).success) problems.push('username');
    if (row.displayName === '' || row.displayName.length > 120) problems.push('display_name');
    if (row.roles.length === 0 || !row.roles.every(isRole)) problems.push('roles');
    const agencyId = agencies.get(row.agency) ?? null;
    if (row.agency !== '' && agencyId === null) problems.push('agency');
    else if (agencyId === null && needsAgency(row.roles.filter(isRole))) problems.push('agency_needed');
    if (row.email !== '' && !z.email().safeParse(row.email).success) problems.push('email');
    if (!['', 'id', 'en'].includes(row.language)) problems.push('language');
    if (seen.has(row.username)) problems.push('duplicate');
    if (taken.has(row.username)) problems.push('taken');
    seen.add(row.username);
    return { ...row, agencyId, problems };
  });
}

function isRole(name: string): name is Role {
  return role.safeParse(name).success;
}

export const previewImport: Action<typeof previewRoute> = async (ctx, { body }) => {
  const read = readCsv(body.csv);
  if (!read.ok) return read;
  const checked = await check(ctx, read.value.rows);
  return ok({
    missingColumns: read.value.missingColumns,
    rows: checked.map(({ line, username, displayName, roles, agency, problems }) => ({
      line,
      username,
      displayName,
      roles: [...roles],
      agency,
      problems,
    })),
  });
};

/** All or none: half a list of accounts is work twice. */
export const importUsers: Action<typeof importRoute> = async (ctx, { body }) => {
  const read = readCsv(body.csv);
  if (!read.ok) return read;
  const checked = await check(ctx, read.value.rows);
  const faulty = checked.filter((row) => row.problems.length > 0 || body.passwords[row.username] === undefined).length;
  if (faulty > 0 || read.value.missingColumns.length > 0) return refuse('user.import_faulty', { count: faulty });
  for (const row of checked) {
    const made = await createUser(ctx, {
      username: row.username,
      displayName: row.displayName,
      roles: row.roles.filter(isRole),
      agencyId: row.agencyId,
      email: row.email === '' ? null : row.email,
      language: row.language === 'en' ? 'en' : 'id',
      password: body.passwords[row.username] ?? '',
    });
    // A username another regency has shows only here; nothing of the file is kept then.
    if (!made.ok) return refuse('user.import_faulty', { count: 1 });
  }
  return ok({ created: checked.length });
};
