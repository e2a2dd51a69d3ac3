import { sql } from 'kysely';

/** Of a waiting call `c`: when a desk was last given to another call of its number since it came (`Waiting.servedAt`). */
export const servedMeanwhile = sql`(select s.first_offered_at from calls s where s.tenant_id = c.tenant_id and s.caller_e164 = c.caller_e164
  and s.first_offered_at > c.arrived_at and s.id <> c.id order by s.first_offered_at desc limit 1)`;

/** The 200 waiting calls that come first in turns: a flood of one number must not fill what is looked at. */
export const firstInTurns = (tenantId: string) => sql`select id from (
    select id, number, row_number() over (partition by coalesce(caller_e164, id::text) order by number) as turn from calls
    where tenant_id = ${tenantId} and (state in ('queued', 'offered') or unattended_since is not null) and outside_since is null) ranked
  order by turn, number limit 200`;
