import { sql } from 'kysely';
import { historyMs } from '#features/calls/history.ts';
import { passGraceMs } from '#features/calls/history-rules.ts';
import { row } from '#platform/server/db/database.ts';
import type { HistoryDelay, HistoryDelays } from './history-delay.ts';

/** As the queue has written it down: from when a call was passed until it rang, or was over. */
export const queueDelays: HistoryDelays = (ctx, since) =>
  row<HistoryDelay>(
    ctx.tx,
    sql`select count(*)::int as calls, (count(*) filter (where ms > ${historyMs + passGraceMs}))::int as over, coalesce(max(ms), 0)::float8 as "mostMs"
        from (select extract(epoch from coalesce((select min(o.offered_at) from call_offers o where o.call_id = c.id and o.offered_at >= c.passed_at),
                c.ended_at) - c.passed_at) * 1000 as ms
              from calls c where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public' and c.arrived_at >= ${since}
                and (c.answered_at is not null or c.ended_at is not null)) passed`,
  );
