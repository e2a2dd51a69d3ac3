-- A supervisor is on the line of a running call: hears it, speaks to its desk alone, or with everybody. One at a time for each
-- supervisor; the mode over time is in the events. The note is erasable, events carry the code of the reason.
create table call_supervisions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  user_id uuid not null references users,
  mode text not null check (mode in ('listen', 'whisper', 'join')),
  reason text not null,
  note text,
  -- Taken out of the line of ready desks for it, and put back afterwards.
  was_ready boolean not null default false,
  asked_at timestamptz not null,
  -- Their telephone is up since then.
  began_at timestamptz,
  pbx_channel text,
  ended_at timestamptz,
  outcome text check (outcome in ('left', 'call_ended', 'took_over', 'not_reached')),
  check ((ended_at is null) = (outcome is null)),
  check ((began_at is null) = (pbx_channel is null))
);
create unique index call_supervisions_open on call_supervisions (user_id) where ended_at is null;
create index call_supervisions_call on call_supervisions (call_id, asked_at);
select protect_tenant_table('call_supervisions', 'select, insert, update');
create trigger call_supervisions_doorbell after insert or update of mode, ended_at on call_supervisions
  for each row execute function ring_telephony();

-- A short text from a supervisor to a desk. The words are erasable; that there was one, and when it was seen, is in the events.
create table desk_messages (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  to_user uuid not null references users,
  from_user uuid not null references users,
  call_id uuid references calls,
  words text,
  sent_at timestamptz not null,
  seen_at timestamptz
);
create index desk_messages_open on desk_messages (tenant_id, to_user, sent_at) where seen_at is null;
select protect_tenant_table('desk_messages', 'select, insert, update');

-- Supervisors know that this call has waited beyond the target: its alarm is silent from then on.
create table wait_acknowledgements (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  at timestamptz not null
);
select protect_tenant_table('wait_acknowledgements', 'select, insert, update');
