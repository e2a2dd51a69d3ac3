import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { fill, type Text } from '#platform/shared/texts.ts';
import { plusMs } from '#platform/shared/time.ts';
import { overdueWords } from '../../obstacle-texts.ts';
import { loadRegion } from '../store.ts';
import { tellMonev } from './obstacle-event.ts';
import { lockObstacle, saveEscalated, type Told, whoIsToldOfOverdue } from './obstacle-store.ts';
import { selectObstacleSetting } from './setting-store.ts';

/** A mail gateway may be down for a night: in the morning the message is still of use. */
const usefulMs = 24 * 3_600_000;

/** So many days after it was due it is told upwards: on the screens, and by mail and notification to whom that reaches. */
export const escalateOverdue: DeadlineHandler = async (ctx, id) => {
  const found = await lockObstacle(ctx, id);
  if (found === null || (found.state !== 'open' && found.state !== 'in_progress')) return;
  await saveEscalated(ctx, id);
  await tellMonev(ctx, 'obstacle.escalated', { type: 'obstacle', id }, { number: found.number });
  const { name: regency } = await loadRegion(ctx.tx, ctx.tenantId);
  const { escalateAfterDays: days } = (await selectObstacleSetting(ctx)).content;
  await tellPeople(ctx, await whoIsToldOfOverdue(ctx, found), {
    purpose: 'obstacle_overdue',
    subject: { type: 'obstacle', id },
    path: `/obstacles/${id}`,
    words: overdueWords,
    values: { regency, number: found.number, days },
  });
};

interface Notice {
  readonly purpose: 'obstacle_overdue' | 'meeting_minutes';
  readonly subject: { readonly type: string; readonly id: string };
  readonly path: string;
  readonly words: { readonly title: Text; readonly text: Text };
  readonly values: Readonly<Record<string, string | number>>;
}

/** By every channel that is on: mail, and a notification to each browser of an account. Answers how many messages go out. */
export async function tellPeople(ctx: ActionContext, people: readonly Told[], notice: Notice): Promise<number> {
  const { content } = await channelPlan(ctx);
  let sent = 0;
  const mailed = new Set<string>();
  for (const { userId, email, language } of people) {
    const send = async (channel: 'email' | 'push', to: string) => {
      await queueMessage(ctx, {
        channel,
        purpose: notice.purpose,
        subject: notice.subject,
        to,
        title: fill(notice.words.title, language, notice.values),
        text: fill(notice.words.text, language, notice.values),
        path: notice.path,
        giveUpAt: plusMs(ctx.now, usefulMs),
        topics: [audience.tenant(), audience.head()],
      });
      sent++;
    };
    if (content.email.active && email !== null && !mailed.has(email)) {
      mailed.add(email);
      await send('email', email);
    }
    if (content.push.active && userId !== null)
      for (const browser of await subscriptionsFor(ctx, { userId })) await send('push', browser.id);
  }
  return sent;
}
