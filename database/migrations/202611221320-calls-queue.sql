-- The queue's steps, delays and lengths of a regency (features/calls/queue.ts); without a row the values of the program hold.
create table queue_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
insert into queue_settings (id, tenant_id, content) select gen_random_uuid(), t.id, '{}' from tenants t;
select protect_tenant_table('queue_settings');

-- A call may ring at several desks at once; still each desk rings for one call only (call_offers_open).
drop index call_offers_ringing;
create index call_offers_ringing on call_offers (call_id) where ended_at is null;
alter table call_offers add column step text not null default 'takers' check (step in ('takers', 'supervisors', 'anyone'));
alter table call_offers drop constraint call_offers_outcome_check;
alter table call_offers add constraint call_offers_outcome_check
  check (outcome in ('answered', 'missed', 'declined', 'taken', 'caller_left', 'desk_gone', 'failed'));

-- Telephones outside the centre that are dialled for a waiting call while its desks go on ringing.
create table outside_offers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  step text not null check (step in ('number', 'neighbour')),
  offered_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'missed', 'caller_left', 'taken', 'failed')),
  check ((ended_at is null) = (outcome is null))
);
create index outside_offers_call on outside_offers (call_id);
create unique index outside_offers_open on outside_offers (call_id) where ended_at is null;
select protect_tenant_table('outside_offers');
create trigger outside_offers_doorbell after insert or update on outside_offers for each row execute function ring_telephony();
-- Somebody outside talks with the caller since then: no desk rings any more, and a call that nobody had answered ends as overflowed.
alter table calls add column outside_since timestamptz;

-- A desk has one call. A second one only beside a call that it put aside itself (take-second.ts), and never a third.
alter table presences
  add column parked_call_id uuid references calls,
  -- Calls that ended while this person went on with another: wrapped up one after another.
  add column owed_calls uuid[] not null default '{}',
  -- When the wrap-up ends by itself, or the break has lasted as long as it should.
  add column due_at timestamptz,
  add column prolonged integer not null default 0,
  -- What somebody who was not ready goes back to after a call that found nobody else.
  add column resume_state text check (resume_state in ('offline', 'break')),
  add column resume_reason text,
  add constraint presences_parked check (parked_call_id is null or (state = 'talking' and call_id is not null and call_id <> parked_call_id)),
  add constraint presences_resume check ((resume_state is not distinct from 'break') = (resume_reason is not null));
create unique index presences_parked_call on presences (parked_call_id) where parked_call_id is not null;
create trigger presences_calls_doorbell after update of call_id, parked_call_id on presences for each row
  when (new.state = 'talking' and (new.parked_call_id is not null or old.parked_call_id is not null)) execute function ring_telephony();

-- A supervisor set somebody's presence: why, and whether the person has seen it. The note is erasable, events carry the code.
create table presence_orders (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  ordered_by uuid not null references users,
  ordered_at timestamptz not null,
  state text not null check (state in ('ready', 'break', 'offline')),
  reason text not null,
  note text,
  seen_at timestamptz
);
create index presence_orders_open on presence_orders (tenant_id, user_id) where seen_at is null;
select protect_tenant_table('presence_orders');

-- As before (202611212132-calls-arrive.sql), but the desk rings as long as the regency wants. `ring_ms` holds without a setting.
drop function arrive_call;
create function arrive_call(
  for_tenant uuid, new_call uuid, new_offer uuid, new_system text, new_linkedid text, new_channel text, new_app text, new_dialled text,
  new_raw text, new_e164 text, arrived timestamptz, at_moment timestamptz, ring_ms integer
) returns table (call_number bigint, desk uuid, rings_ms integer) language plpgsql as $$
begin
  select p.user_id into desk from presences p
    where p.tenant_id = for_tenant and p.state = 'ready' and p.reachable and p.call_id is null
      and not exists (select from calls w where w.tenant_id = for_tenant and w.state = 'queued' and w.outside_since is null)
      and not exists (select from calls w where w.tenant_id = for_tenant and w.unattended_since is not null)
    order by p.idle_since nulls first, p.user_id limit 1 for update skip locked;
  insert into calls as c (id, tenant_id, number, state, pbx_system, pbx_linkedid, pbx_channel, pbx_app, dialled, caller_raw, caller_e164,
      arrived_at, queued_at, first_offered_at)
    values (new_call, for_tenant, next_number(for_tenant, 'call'), case when desk is null then 'queued' else 'offered' end, new_system, new_linkedid,
      new_channel, new_app, new_dialled, new_raw, new_e164, arrived, arrived, case when desk is null then null else at_moment end)
    on conflict (pbx_system, pbx_linkedid) do nothing returning c.number into call_number;
  if not found then return; end if;
  if desk is not null then
    rings_ms := coalesce((select (q.content->>'ringS')::integer * 1000 from queue_settings q where q.tenant_id = for_tenant), ring_ms);
    update presences p set state = 'offered', since = at_moment, call_id = new_call, version = p.version + 1
      where p.tenant_id = for_tenant and p.user_id = desk;
    insert into call_offers (id, tenant_id, call_id, user_id, offered_at) values (new_offer, for_tenant, new_call, desk, at_moment);
    insert into deadlines (tenant_id, kind, subject_id, due_at)
      values (for_tenant, 'call.ring', new_offer, at_moment + rings_ms * interval '1 millisecond');
  end if;
  return next;
end $$;
create index call_legs_channel on call_legs (pbx_channel);
