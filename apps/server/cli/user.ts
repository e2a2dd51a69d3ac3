import { parseArgs } from 'node:util';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import { makeInitialPassword } from '#features/people/initial-password.ts';
import { roles } from '#features/people/permissions.ts';
import { role, username } from '#features/people/person.ts';
import { createUser } from '#features/people/server/create-user.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { accountByUsername } from '#features/people/server/store.ts';
import { guardAccount, userSetting } from '#features/people/server/user-setting.ts';
import { selectUsers } from '#features/people/server/user-store.ts';
import { resetPassword } from '#features/people/server/users.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { runAction } from '#platform/server/unit.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { type OpenHouse, withHouse } from './open-house.ts';
import { refusalText } from './tenant.ts';

const usage = `Usage: user list [--tenant SLUG]
       user create USERNAME --tenant SLUG --name NAME --roles ROLE,… [--agency CODE]
       user reset USERNAME [--second-factor]     a new first password; with --second-factor the one-time codes end too
       user disable USERNAME --reason TEXT
Roles: ${roles.join(', ')}`;

/** Accounts from the machine itself: for the day when no administrator can sign in. */
export const user: Command = {
  summary: 'accounts: list | create USERNAME | reset USERNAME | disable USERNAME',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tenant: { type: 'string' },
        name: { type: 'string' },
        roles: { type: 'string' },
        agency: { type: 'string' },
        reason: { type: 'string' },
        'second-factor': { type: 'boolean', default: false },
      },
    });
    const [what, who] = positionals;
    const config = readConfig(process.env, []);
    if (what === 'list') return withHouse(config, (open) => list(open, values.tenant));
    const account = username.safeParse(who);
    if (!account.success) throw new Error(usage);
    const name = account.data;
    if (what === 'reset') return withHouse(config, (open) => reset(open, name, values['second-factor']));
    if (what === 'disable') return withHouse(config, (open) => disable(open, name, values.reason ?? ''));
    if (what === 'create' && values.tenant !== undefined && values.name !== undefined && values.roles !== undefined) {
      const { tenant, name: displayName, roles: asked, agency } = values;
      return withHouse(config, (open) =>
        create(open, { name, tenant, displayName, roles: asked, agency: agency ?? null }),
      );
    }
    throw new Error(usage);
  },
};

/** Run as the machinery in one regency; a refusal becomes the message the command ends with. */
async function act<Value>(
  { house }: OpenHouse,
  tenantId: string,
  work: (ctx: ActionContext) => Promise<Result<Value>>,
): Promise<Value> {
  const done = await runAction(house.place(), { tenantId, actor: systemActor }, work);
  if (!done.ok) throw new Error(refusalText(done.refusal));
  return done.value;
}

async function accountOf({ house }: OpenHouse, name: string) {
  const account = await accountByUsername(house.installation.systemDb, name);
  if (account === null) throw new Error(`There is no account ${name}: see \`npm run sigap -- user list\`.`);
  return account;
}

async function list(open: OpenHouse, slug: string | undefined): Promise<number> {
  for (const regency of await regencies(open.house.installation.systemDb, slug ?? null)) {
    console.log(`${regency.name} (${regency.slug})`);
    const found = await act(open, regency.id, async (ctx) =>
      ok(await selectUsers(ctx.tx, { q: null, role: null, disabled: null, after: null, limit: 10_000 })),
    );
    for (const each of found) {
      const notes = [
        each.disabled ? 'disabled' : '',
        each.mustChangePassword ? 'must choose a password' : '',
        each.lockedUntil === null ? '' : `locked until ${each.lockedUntil}`,
        each.lastSeenAt === null ? 'never signed in' : `seen ${each.lastSeenAt}`,
      ].filter((note) => note !== '');
      console.log(`  ${each.username.padEnd(24)} ${each.roles.join('+').padEnd(28)} ${notes.join(', ')}`);
    }
  }
  return 0;
}

async function create(
  open: OpenHouse,
  asked: { name: string; tenant: string; displayName: string; roles: string; agency: string | null },
): Promise<number> {
  const [regency] = await regencies(open.house.installation.systemDb, asked.tenant);
  if (regency === undefined) throw new Error(`There is no regency ${asked.tenant}.`);
  const chosen = role.array().min(1).safeParse(asked.roles.split(','));
  if (!chosen.success) throw new Error(usage);
  const made = await act(open, regency.id, async (ctx) => {
    const agencyId = asked.agency === null ? null : ((await agencyByCode(ctx)).get(asked.agency) ?? null);
    if (asked.agency !== null && agencyId === null) return refuse('user.agency_unknown');
    return createUser(ctx, { username: asked.name, displayName: asked.displayName, roles: chosen.data, agencyId });
  });
  console.log(`${asked.name} was made in ${regency.name}. First password: ${made.initialPassword}`);
  return 0;
}

async function reset(open: OpenHouse, name: string, removeSecondFactor: boolean): Promise<number> {
  const account = await accountOf(open, name);
  const password = makeInitialPassword();
  await act(open, account.tenant_id, (ctx) =>
    resetPassword(ctx, { params: { id: account.id }, query: {}, body: { password, removeSecondFactor } }),
  );
  console.log(`${name} signs in with ${password} and then chooses a new password. All of their sessions ended.`);
  return 0;
}

async function disable(open: OpenHouse, name: string, reason: string): Promise<number> {
  if (reason.trim().length < 3) throw new Error('--reason is kept with the account: say why in a few words');
  const account = await accountOf(open, name);
  await act(open, account.tenant_id, async (ctx) => {
    const current = await userSetting.load(ctx, account.id);
    if (current === null) return refuse('setting.not_found');
    const content = { ...current.content, disabled: true };
    const forbidden = await guardAccount(ctx, account.id, content);
    if (forbidden !== null) return refuse(forbidden);
    return changeSetting(ctx, userSetting, { id: account.id, version: current.version, content, reason });
  });
  console.log(`${name} is disabled and signed out everywhere.`);
  return 0;
}
