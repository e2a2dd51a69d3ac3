import type { ActionContext } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';
import { dayOf, plusMs } from '#platform/shared/time.ts';
import { daysBetween, lettersOf, mondayOf, plusDays, spanOf } from '../rota-rules.ts';
import { watchShifts } from './alarm.ts';
import * as store from './rota-store.ts';
import { regencyZone, rosterSettingOf } from './setting-store.ts';

/** Five days of work and a free one after each night; each next person two days later in it, so that every shift has somebody. */
const pattern = 'PPSSMM--';

/** A published rota of the demo's call takers: this week and the next, so that today has shifts on whatever day it is looked at. */
export async function seedDemoRota(ctx: ActionContext): Promise<void> {
  const [setting, zone] = [await rosterSettingOf(ctx), await regencyZone(ctx)];
  const from = mondayOf(dayOf(ctx.now, zone));
  const days = daysBetween(from, plusDays(from, 13));
  const codes = setting.templates.map(({ code }) => code);
  const letters = present(lettersOf(pattern, days.length + 40, codes), 'the seeds have P, S and M');
  const firstStart = plusMs(ctx.now, 6 * 3_600_000);
  const people = await store.selectDemoTakers(ctx);
  const planned = people.flatMap((userId, at) =>
    days.flatMap((day, index) => {
      const template = setting.templates.find(({ code }) => code === letters[index + 2 * at]);
      return template === undefined ? [] : [{ userId, day, template: template.code, ...spanOf(template, day, zone) }];
    }),
  );
  // Whoever has just started the demo shall not find people who did not come, nor an alarm before they have looked around.
  await store.insertShifts(
    ctx,
    planned.filter(({ startsAt }) => startsAt > firstStart),
  );
  await store.publishShifts(ctx, from, plusDays(from, 13));
  await watchShifts(ctx, from, plusDays(from, 13));
}
