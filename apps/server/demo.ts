import { agencyIdByCode } from '#features/agencies/server/store.ts';
import { seedDemoUnits } from '#features/dispatch/server/units/seed-demo.ts';
import type { Role } from '#features/people/permissions.ts';
import { createTenant } from '#features/people/server/create-tenant.ts';
import { createUser } from '#features/people/server/create-user.ts';
import { saveTrunkPeers } from '#features/people/server/regency-store.ts';
import { seedDemoRota } from '#features/roster/server/seed-demo.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok, present } from '#platform/shared/result.ts';

interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Code of the agency the person works for. */
  readonly agency?: string;
}

/** The accounts of design.md §4. Names are invented. */
export const demoAccounts = {
  sidoarjo: [
    { username: 'admin', displayName: 'Admin Sistem', roles: ['ADMIN'] },
    { username: 'supervisor', displayName: 'Wahyu Penyelia', roles: ['SUPERVISOR'] },
    { username: 'calltaker1', displayName: 'Sri Lestari', roles: ['CALL_TAKER'] },
    { username: 'calltaker2', displayName: 'Bagus Prasetyo', roles: ['CALL_TAKER'] },
    // Alone at night one person takes calls and directs (domain.md §2.4).
    { username: 'calltaker3', displayName: 'Nur Aini', roles: ['CALL_TAKER', 'DISPATCHER'] },
    { username: 'dispatcher', displayName: 'Hendra Pengarah', roles: ['DISPATCHER'] },
    { username: 'damkar', displayName: 'Admin Damkar', roles: ['AGENCY_ADMIN'], agency: 'DAMKAR' },
    { username: 'psc119', displayName: 'Admin PSC 119', roles: ['AGENCY_ADMIN'], agency: 'PSC119' },
    { username: 'dishub', displayName: 'Admin Dishub', roles: ['AGENCY_ADMIN'], agency: 'DISHUB' },
    { username: 'crew1', displayName: 'Regu Damkar 1', roles: ['FIELD_CREW'], agency: 'DAMKAR' },
    { username: 'informasi', displayName: 'Petugas Informasi', roles: ['INFO_OFFICER'] },
    { username: 'kadis', displayName: 'Kepala Dinas Kominfo', roles: ['AGENCY_HEAD'] },
    { username: 'bupati', displayName: 'Bupati', roles: ['EXECUTIVE'] },
    { username: 'dpo', displayName: 'Pejabat PDP', roles: ['DPO'] },
  ],
  ketapang: [
    { username: 'ketapang.admin', displayName: 'Admin Ketapang', roles: ['ADMIN'] },
    { username: 'ketapang.calltaker1', displayName: 'Yohana Penerima', roles: ['CALL_TAKER', 'DISPATCHER'] },
  ],
} as const satisfies Record<string, readonly DemoAccount[]>;

/** 127.0.1.0/24 delivers Ketapang's calls, every other loopback address Sidoarjo's (design.md §4, Tenants). */
const demoRegencies = [
  {
    slug: 'sidoarjo',
    name: 'Kabupaten Sidoarjo (contoh)',
    shortName: 'Sidoarjo',
    regionCode: '35.15',
    zone: 'Asia/Jakarta',
    peers: ['127.0.0.0/8'],
    accounts: demoAccounts.sidoarjo as readonly DemoAccount[],
  },
  {
    slug: 'ketapang',
    name: 'Kabupaten Ketapang (contoh)',
    shortName: 'Ketapang',
    regionCode: '61.04',
    // West Kalimantan keeps western time.
    zone: 'Asia/Jakarta',
    peers: ['127.0.1.0/24'],
    accounts: demoAccounts.ketapang as readonly DemoAccount[],
  },
] as const;

/** Fill an empty database with the two demo regencies and their accounts, one password for all. */
export async function seedDemo(
  installation: {
    readonly systemDb: Db;
    readonly place: Workplace;
    readonly features: readonly Feature[];
    readonly loadRegions: (code: string) => Promise<void>;
  },
  password: string,
  say: (line: string) => void,
): Promise<void> {
  for (const regency of demoRegencies) {
    say(regency.name);
    await installation.loadRegions(regency.regionCode);
    const { accounts, peers, ...described } = regency;
    const made = await createTenant(installation, { ...described, demo: true }, async (ctx) => {
      await saveTrunkPeers(ctx.tx, ctx.tenantId, peers);
      for (const account of accounts) {
        const id = await seedAccount(ctx, account, password);
        if (account.username === 'crew1') await seedDemoUnits(ctx, id);
      }
      await seedDemoRota(ctx);
      return ok(null);
    });
    if (!made.ok) throw new Error(`The demo regency ${regency.slug} was refused: ${made.refusal.code}`);
  }
}

async function seedAccount(ctx: ActionContext, account: DemoAccount, password: string): Promise<string> {
  const agency =
    account.agency === undefined
      ? null
      : present(
          await agencyIdByCode(ctx.tx, ctx.tenantId, account.agency),
          `the seed of agencies has ${account.agency}`,
        );
  const made = await createUser(ctx, { ...account, agencyId: agency, password, mustChangePassword: false });
  if (!made.ok) throw new Error(`The demo account ${account.username} was refused: ${made.refusal.code}`);
  return made.value.userId;
}
