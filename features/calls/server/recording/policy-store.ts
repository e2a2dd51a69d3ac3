import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import { type RecordingPolicy, recordingPolicy } from '../../recording.ts';

const content = sql`jsonb_build_object('emergencyDays', emergency_days, 'nuisanceDays', nuisance_days, 'testDays', test_days,
  'informationDays', information_days, 'codec', codec) as content`;

/** The one row of the regency; its id is the regency's. */
export function selectPolicy(
  ctx: ActionContext,
  lock: 'lock' | 'read',
): Promise<{ content: RecordingPolicy; version: number } | null> {
  return row(
    ctx.tx,
    sql`select ${content}, version from recording_policies where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
}

/** What holds for this regency; one without a row has the usual. */
export async function policyOf(ctx: ActionContext): Promise<RecordingPolicy> {
  const found = await selectPolicy(ctx, 'read');
  if (found !== null) return found.content;
  await seedPolicy(ctx);
  return present(await selectPolicy(ctx, 'read'), 'a policy was just made').content;
}

export async function seedPolicy(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`insert into recording_policies (tenant_id) values (${ctx.tenantId}) on conflict do nothing`);
}

export const policyKind: SettingKind<typeof recordingPolicy> = {
  kind: 'recording_policy',
  schema: recordingPolicy,
  load: async (ctx, id) => (id === ctx.tenantId ? selectPolicy(ctx, 'lock') : null),
  save: async (ctx, _id, policy, version) => {
    await run(
      ctx.tx,
      sql`update recording_policies set emergency_days = ${policy.emergencyDays}, nuisance_days = ${policy.nuisanceDays}, test_days = ${policy.testDays},
            information_days = ${policy.informationDays}, codec = ${policy.codec}, version = ${version}
          where tenant_id = ${ctx.tenantId}`,
    );
  },
};
