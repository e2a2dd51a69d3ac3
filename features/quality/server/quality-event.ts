import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import type { QualityEvents } from '../quality.ts';

type Topics = readonly [string, ...string[]];

/** An event of quality; `about` is the sample or the talk, or null for the regency's draws. `topics`: who hears it. */
export async function tellQuality<Name extends keyof QualityEvents>(
  ctx: ActionContext,
  name: Name,
  about: { readonly type: 'quality_sample' | 'quality_talk'; readonly id: string } | null,
  content: QualityEvents[Name] & EventContent,
  topics: Topics = [audience.record()],
): Promise<void> {
  await appendEvent(ctx, { name, subject: about ?? { type: 'tenant', id: ctx.tenantId }, audience: topics, content });
}

/** The queues of assessors changed; of which sample is not said, for it would tell who assessed what. */
export const tellQueue = (ctx: ActionContext) =>
  tellQuality(ctx, 'quality.queue_changed', null, {}, [audience.supervisors()]);
