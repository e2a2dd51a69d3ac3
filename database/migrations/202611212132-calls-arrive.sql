-- The hot path of the house: between the caller's INVITE and the ring at a desk. A function, because its plans are kept
-- by the session, while the same as one statement is planned anew for each call (1.6 instead of 2.4 ms at best, measured).
-- The order of the desks is that of `chooseDesk` (features/calls/rules.ts) for a call nobody was rung for yet; a test
-- compares the two. A desk that another call is taking at this moment is skipped; calls that already wait go first.
-- No row: the call is recorded already.
create function arrive_call(
  for_tenant uuid, new_call uuid, new_offer uuid, new_system text, new_linkedid text, new_channel text, new_app text, new_dialled text,
  new_raw text, new_e164 text, arrived timestamptz, at_moment timestamptz, ring_ms integer
) returns table (call_number bigint, desk uuid) language plpgsql as $$
begin
  select p.user_id into desk from presences p
    where p.tenant_id = for_tenant and p.state = 'ready' and p.reachable and p.call_id is null
      and not exists (select from calls w where w.tenant_id = for_tenant and w.state = 'queued')
      and not exists (select from calls w where w.tenant_id = for_tenant and w.unattended_since is not null)
    order by p.idle_since nulls first, p.user_id limit 1 for update skip locked;
  insert into calls as c (id, tenant_id, number, state, pbx_system, pbx_linkedid, pbx_channel, pbx_app, dialled, caller_raw, caller_e164,
      arrived_at, queued_at, first_offered_at)
    values (new_call, for_tenant, next_number(for_tenant, 'call'), case when desk is null then 'queued' else 'offered' end, new_system, new_linkedid,
      new_channel, new_app, new_dialled, new_raw, new_e164, arrived, arrived, case when desk is null then null else at_moment end)
    on conflict (pbx_system, pbx_linkedid) do nothing returning c.number into call_number;
  if not found then return; end if;
  if desk is not null then
    update presences p set state = 'offered', since = at_moment, call_id = new_call, version = p.version + 1
      where p.tenant_id = for_tenant and p.user_id = desk;
    insert into call_offers (id, tenant_id, call_id, user_id, offered_at) values (new_offer, for_tenant, new_call, desk, at_moment);
    insert into deadlines (tenant_id, kind, subject_id, due_at)
      values (for_tenant, 'call.ring', new_offer, at_moment + ring_ms * interval '1 millisecond');
  end if;
  return next;
end $$;
