import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import { type QualitySetting, qualitySetting } from '../quality.ts';
import { type Scorecard, scorecard } from '../scorecard.ts';
import { seedScorecard } from '../seed-scorecard.ts';

// The two settings of quality: the sample, and the scorecard with all its versions.

/** A regency without a row has the usual. */
async function makeUsual(ctx: ActionContext): Promise<void> {
  const made = await run(
    ctx.tx,
    sql`insert into quality_settings (tenant_id) select ${ctx.tenantId}
        where not exists (select from quality_settings where tenant_id = ${ctx.tenantId}) on conflict do nothing`,
  );
  if (made === 1) await insertCard(ctx, seedScorecard, 1);
}

async function insertCard(ctx: ActionContext, content: Scorecard, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into scorecards (tenant_id, version, content) values (${ctx.tenantId}, ${version}, ${JSON.stringify(content)}::jsonb)`,
  );
}

/** What holds for this regency; `lock` until the transaction ends. */
export async function readSetting(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ content: QualitySetting; version: number; scorecardVersion: number }> {
  await makeUsual(ctx);
  const found = await row<QualitySetting & { version: number; scorecardVersion: number }>(
    ctx.tx,
    sql`select per_taker as "perTaker", double_share::float8 as "doubleShare", appeal_days as "appealDays", version, scorecard_version as "scorecardVersion"
        from quality_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  const { version, scorecardVersion, ...content } = present(found, 'made just now where there was none');
  return { content, version, scorecardVersion };
}

export const settingKind: SettingKind<typeof qualitySetting> = {
  kind: 'quality',
  schema: qualitySetting,
  load: async (ctx, id) => (id === ctx.tenantId ? readSetting(ctx, 'lock') : null),
  save: async (ctx, _id, { perTaker, doubleShare, appealDays }, version) => {
    await run(
      ctx.tx,
      sql`update quality_settings set per_taker = ${perTaker}, double_share = ${doubleShare}, appeal_days = ${appealDays}, version = ${version}
          where tenant_id = ${ctx.tenantId}`,
    );
  },
};

/** One version of the scorecard; it was there since somebody could point at it. */
export async function cardOf(ctx: ActionContext, version: number): Promise<Scorecard> {
  const statement = sql`select content from scorecards where tenant_id = ${ctx.tenantId} and version = ${version}`;
  const found = await row<{ content: unknown }>(ctx.tx, statement);
  return scorecard.parse(present(found, 'sheets and settings refer to versions that exist').content);
}

/** All versions, the oldest first. */
export async function allCards(ctx: ActionContext): Promise<{ version: number; content: Scorecard }[]> {
  const found = await rows<{ version: number; content: unknown }>(
    ctx.tx,
    sql`select version, content from scorecards where tenant_id = ${ctx.tenantId} order by version`,
  );
  return found.map(({ version, content }) => ({ version, content: scorecard.parse(content) }));
}

export async function currentCard(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ version: number; content: Scorecard }> {
  const { scorecardVersion: version } = await readSetting(ctx, lock);
  return { version, content: await cardOf(ctx, version) };
}

export const scorecardKind: SettingKind<typeof scorecard> = {
  kind: 'scorecard',
  schema: scorecard,
  load: async (ctx, id) => (id === ctx.tenantId ? currentCard(ctx, 'lock') : null),
  save: async (ctx, _id, content, version) => {
    await insertCard(ctx, content, version);
    await run(
      ctx.tx,
      sql`update quality_settings set scorecard_version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};
