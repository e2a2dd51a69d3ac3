import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { ActionContent, ObstacleActionId } from '../../obstacle.ts';

export interface ActionRow extends ActionContent {
  readonly id: ObstacleActionId;
  readonly obstacleId: string | null;
  readonly itemId: string | null;
  readonly doneAt: Instant | null;
  readonly proof: string;
}

const columns = sql`a.id, a.obstacle_id as "obstacleId", a.meeting_item_id as "itemId", a.task, a.who,
  to_char(a.due_on, 'YYYY-MM-DD') as "dueOn", a.done_at as "doneAt", a.proof`;

export function actionsOfObstacle(ctx: ActionContext, obstacleId: string): Promise<ActionRow[]> {
  return rows<ActionRow>(
    ctx.tx,
    sql`select ${columns} from obstacle_actions a where a.tenant_id = ${ctx.tenantId} and a.obstacle_id = ${obstacleId} order by a.due_on, a.id`,
  );
}

export function actionsOfMeeting(ctx: ActionContext, meetingId: string): Promise<ActionRow[]> {
  return rows<ActionRow>(
    ctx.tx,
    sql`select ${columns} from obstacle_actions a join meeting_items i on i.id = a.meeting_item_id
        where a.tenant_id = ${ctx.tenantId} and i.meeting_id = ${meetingId} order by a.due_on, a.id`,
  );
}

/** Not done by this day, the longest overdue first. */
export function overdueActions(ctx: ActionContext, today: string): Promise<ActionRow[]> {
  return rows<ActionRow>(
    ctx.tx,
    sql`select ${columns} from obstacle_actions a where a.tenant_id = ${ctx.tenantId} and a.done_at is null and a.due_on < ${today}::date
        order by a.due_on, a.id`,
  );
}

export async function insertAction(
  ctx: ActionContext,
  id: string,
  about: { readonly obstacleId: string | null; readonly itemId: string | null },
  content: ActionContent,
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into obstacle_actions (id, tenant_id, obstacle_id, meeting_item_id, task, who, due_on, made_at)
        values (${id}, ${ctx.tenantId}, ${about.obstacleId}, ${about.itemId}, ${content.task}, ${content.who}, ${content.dueOn}::date, ${ctx.now})`,
  );
}

/** The obstacle and the meeting it is of; null: there is no such action. */
export function markAction(
  ctx: ActionContext,
  id: string,
  mark: { readonly isDone: boolean; readonly proof: string },
): Promise<{ obstacleId: string | null; meetingId: string | null } | null> {
  return row(
    ctx.tx,
    sql`update obstacle_actions set done_at = ${mark.isDone ? ctx.now : null}, proof = ${mark.proof}, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id} returning obstacle_id as "obstacleId",
          (select meeting_id from meeting_items i where i.id = meeting_item_id) as "meetingId"`,
  );
}

export interface CommentRow {
  readonly id: string;
  readonly by: string | null;
  readonly words: string;
  readonly at: Instant;
}

export function commentsOf(ctx: ActionContext, obstacleId: string): Promise<CommentRow[]> {
  return rows<CommentRow>(
    ctx.tx,
    sql`select c.id, u.display_name as by, c.words, c.written_at as at from obstacle_comments c left join users u on u.id = c.author_id
        where c.tenant_id = ${ctx.tenantId} and c.obstacle_id = ${obstacleId} order by c.written_at, c.id`,
  );
}

export async function insertComment(ctx: ActionContext, id: string, obstacleId: string, words: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into obstacle_comments (id, tenant_id, obstacle_id, author_id, words, written_at)
        values (${id}, ${ctx.tenantId}, ${obstacleId}, ${ctx.actor.id}, ${words}, ${ctx.now})`,
  );
}
