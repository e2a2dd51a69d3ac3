import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type {
  Sign,
  SilentAnswer,
  SilentCall,
  SilentMedia,
  SilentQuestion,
  SilentResult,
  SilentStep,
} from '../../silent.ts';
import { languageOfRegion } from '../../silent-rules.ts';
import { type SilentContent, silentContent, silentDefaults } from '../../silent-settings.ts';
import type { CallRow } from '../store.ts';

/** Puts the files of a regency where the exchange plays them (prompt-actions.ts). */
const placePromptsTask = 'calls.place_prompts';

export interface SignRow extends Sign {
  readonly number: number;
  readonly ms: number | null;
}

export interface StepRow {
  readonly id: string;
  readonly step: SilentStep | null;
  readonly question: SilentQuestion | null;
  readonly answer: SilentAnswer | null;
  readonly at: Instant;
  readonly by: string;
  readonly outcome: 'played' | 'failed' | null;
}

export async function signsOf(tx: Tx, callId: string): Promise<SignRow[]> {
  return rows<SignRow>(
    tx,
    sql`select number, kind, digit, ms, heard_at as at from call_signs where call_id = ${callId} order by heard_at, number`,
  );
}

export async function stepsOf(tx: Tx, callId: string): Promise<StepRow[]> {
  return rows<StepRow>(
    tx,
    sql`select s.id, s.step, s.question, s.answer, s.done_at as at, u.display_name as by, s.outcome
        from call_silent_steps s join users u on u.id = s.user_id where s.call_id = ${callId} order by s.done_at, s.id`,
  );
}

/** The call as the rules see it. Nothing is read for a call that is not silent. */
export async function silentCallOf(
  tx: Tx,
  call: Pick<CallRow, 'id' | 'silent_since' | 'silent_result'>,
): Promise<SilentCall & { readonly signRows: readonly SignRow[]; readonly stepRows: readonly StepRow[] }> {
  const isSilent = call.silent_since !== null;
  const signRows = isSilent ? await signsOf(tx, call.id) : [];
  const stepRows = isSilent ? await stepsOf(tx, call.id) : [];
  return {
    since: call.silent_since,
    result: call.silent_result,
    signs: signRows,
    steps: stepRows.flatMap(({ step, at }) => (step === null ? [] : [{ step, at }])),
    answers: stepRows.flatMap(({ question, at }) => (question === null ? [] : [{ question, at }])),
    signRows,
    stepRows,
  };
}

export async function saveSilent(tx: Tx, callId: string, since: Instant, media: SilentMedia): Promise<void> {
  await run(
    tx,
    sql`update calls set silent_since = ${since}, silent_media = ${media}, version = version + 1 where id = ${callId}`,
  );
}

export async function saveSilentResult(tx: Tx, callId: string, result: SilentResult): Promise<void> {
  await run(tx, sql`update calls set silent_result = ${result}, version = version + 1 where id = ${callId}`);
}

export async function saveEndedSilent(tx: Tx, callId: string): Promise<void> {
  await run(tx, sql`update calls set ended_silent = true where id = ${callId}`);
}

/** The number of the next sign of a call; its row is locked. */
export async function signCount(tx: Tx, callId: string): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from call_signs where call_id = ${callId}`,
  );
  return present(found, 'a count has one row').count;
}

export async function insertSign(
  ctx: ActionContext,
  sign: Sign & { readonly callId: string; readonly number: number; readonly ms: number | null },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into call_signs (call_id, number, tenant_id, kind, digit, ms, heard_at)
        values (${sign.callId}, ${sign.number}, ${ctx.tenantId}, ${sign.kind}, ${sign.digit}, ${sign.ms}, ${sign.at})`,
  );
}

export async function insertStep(
  ctx: ActionContext,
  done: {
    readonly callId: string;
    readonly userId: string;
    readonly step?: SilentStep;
    readonly question?: SilentQuestion;
    readonly answer?: SilentAnswer;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into call_silent_steps (id, tenant_id, call_id, step, question, answer, user_id, done_at)
        values (${newId<'silent_step'>()}, ${ctx.tenantId}, ${done.callId}, ${done.step ?? null}, ${done.question ?? null},
          ${done.answer ?? null}, ${done.userId}, ${ctx.now})`,
  );
}

/** The call of a step whose prompt has not been tried; null when another process has it, or it was. */
export function lockPrompt(tx: Tx, stepId: string): Promise<{ call_id: string } | null> {
  return row(
    tx,
    sql`select call_id from call_silent_steps where id = ${stepId} and outcome is null for update skip locked`,
  );
}

export async function savePromptOutcome(tx: Tx, stepId: string, outcome: 'played' | 'failed'): Promise<void> {
  await run(tx, sql`update call_silent_steps set outcome = ${outcome} where id = ${stepId}`);
}

/** A silent call of this process, and a prompt that its desk asked for. */
export interface FollowedRow {
  readonly id: string;
  readonly settled: boolean;
  readonly content: unknown;
  readonly step_id: string | null;
  /** The regency recorded the prompt in its language itself. */
  readonly own_local: boolean;
}

/** Milliseconds after which a prompt that nobody could play is not begun any more: the desk has gone on by voice. */
const freshMs = 30_000;

/** The silent ones among these calls, and what is to be played to them. */
export function followedCalls(systemDb: Db, callIds: readonly string[]): Promise<FollowedRow[]> {
  return rows<FollowedRow>(
    systemDb,
    sql`select c.id, c.silent_result is not null as settled, s.content,
          (select p.id from call_silent_steps p where p.call_id = c.id and p.step = 'play_prompt' and p.outcome is null
             and p.done_at > clock_timestamp() - ${freshMs} * interval '1 ms' order by p.done_at desc limit 1) as step_id,
          exists (select from prompts o where o.tenant_id = c.tenant_id and o.name = 'silent-local' and o.sha256 is not null) as own_local
        from calls c left join silent_settings s on s.tenant_id = c.tenant_id
        where c.id = any(${[...callIds]}::uuid[]) and c.silent_since is not null and c.state = 'answered'`,
  );
}

/** Settings as they are kept; those of a row that does not fit any more (a version of ours took a number away) are the shipped ones. */
export function settingsIn(content: unknown): SilentContent {
  const fitting = silentContent.safeParse(content);
  return fitting.success ? fitting.data : silentDefaults;
}

export interface SilentSettings {
  readonly id: string;
  readonly version: number;
  readonly content: SilentContent;
}

export async function silentSettingsOf(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<SilentSettings | null> {
  const found = await row<{ id: string; version: number; content: unknown }>(
    ctx.tx,
    sql`select id, version, content from silent_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return found === null ? null : { ...found, content: settingsIn(found.content) };
}

/** The length of the prompt in both languages that are an own recording; null: the shipped one. */
export async function promptLengths(
  tx: Tx,
  tenantId: string,
): Promise<ReadonlyMap<string, { readonly durationMs: number | null }>> {
  const found = await rows<{ name: string; duration_ms: number | null }>(
    tx,
    sql`select name, duration_ms from prompts where tenant_id = ${tenantId} and name in ('silent', 'silent-local')`,
  );
  return new Map(found.map((each) => [each.name, { durationMs: each.duration_ms }]));
}

/** A new regency begins with the shipped numbers and the language of its province. */
export async function seedSilentSettings(ctx: ActionContext): Promise<void> {
  const tenant = await row<{ region_code: string }>(
    ctx.tx,
    sql`select region_code from tenants where id = ${ctx.tenantId}`,
  );
  const localLanguage = languageOfRegion(present(tenant, 'an action belongs to a tenant').region_code);
  await run(
    ctx.tx,
    sql`insert into silent_settings (id, tenant_id, content)
        values (${newId<'silent_settings'>()}, ${ctx.tenantId}, ${JSON.stringify({ ...silentDefaults, localLanguage })}::jsonb)`,
  );
}

export const silentKind: SettingKind<typeof silentContent> = {
  kind: 'silent_calls',
  schema: silentContent,
  load: async (ctx, id) => {
    const found = await silentSettingsOf(ctx, 'lock');
    return found?.id === id ? found : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update silent_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
    // The prompt of another language is another file.
    await enqueueJob(ctx, placePromptsTask, {}, { key: `prompts:${ctx.tenantId}` });
  },
};
