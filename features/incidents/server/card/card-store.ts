import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { CardContent, CardId } from '../../card.ts';
import type { CardView } from '../../card-contract.ts';

/** All cards of the regency, in their order. */
export async function selectCards(ctx: ActionContext): Promise<CardView[]> {
  const found = await rows<CardView>(
    ctx.tx,
    sql`select id, code, version, content from question_cards where tenant_id = ${ctx.tenantId}`,
  );
  return found.sort((a, b) => a.content.position - b.content.position || a.code.localeCompare(b.code));
}

/** Locked until the transaction ends. */
export function lockCard(ctx: ActionContext, id: string): Promise<CardView | null> {
  return row<CardView>(
    ctx.tx,
    sql`select id, code, version, content from question_cards where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** False when the code is taken in this regency. */
export async function insertCard(
  ctx: ActionContext,
  made: { readonly id: CardId; readonly code: string; readonly content: CardContent },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into question_cards (id, tenant_id, code, content)
        values (${made.id}, ${ctx.tenantId}, ${made.code}, ${JSON.stringify(made.content)}::jsonb)
        on conflict (tenant_id, code) do nothing`,
  );
  return inserted === 1;
}

export async function updateCard(ctx: ActionContext, id: string, content: CardContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update question_cards set content = ${JSON.stringify(content)}::jsonb, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** What a card says in one of its versions; null: no such card, or that version was never kept. */
export function cardAt(
  ctx: ActionContext,
  id: string,
  version: number,
): Promise<{ readonly code: string; readonly content: CardContent } | null> {
  return row(
    ctx.tx,
    sql`select c.code, case when c.version = ${version} then c.content else v.content end as content
        from question_cards c left join setting_versions v on v.tenant_id = c.tenant_id and v.kind = 'question_card'
          and v.subject_id = c.id and v.version = ${version}
        where c.tenant_id = ${ctx.tenantId} and c.id = ${id} and (c.version = ${version} or v.content is not null)`,
  );
}

/** The codes of all incident types, also of those out of use: incidents still have them. */
export async function typeCodes(ctx: ActionContext): Promise<ReadonlySet<string>> {
  const found = await rows<{ code: string }>(
    ctx.tx,
    sql`select code from incident_types where tenant_id = ${ctx.tenantId}`,
  );
  return new Set(found.map((one) => one.code));
}
