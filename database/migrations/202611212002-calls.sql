-- States and columns: design.md §5. A row exists before anybody answers.
create table calls (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- People read this number aloud; one series per tenant.
  number bigint not null,
  direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
  purpose text not null default 'public' check (purpose in ('public', 'canary', 'drill', 'test')),
  state text not null check (state in ('arrived', 'queued', 'offered', 'answered', 'ended', 'lost', 'overflowed', 'failed')),
  -- Asterisk's key of the call: system name and linkedid; importing the event log twice changes nothing.
  pbx_system text not null,
  pbx_linkedid text not null,
  pbx_channel text,
  dialled text not null,
  -- As the trunk gave it, and as E.164 where it is one. Null: withheld or no SIM.
  caller_raw text,
  caller_e164 text,
  arrived_at timestamptz not null,
  queued_at timestamptz,
  first_offered_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  answered_by uuid references users,
  ended_by text check (ended_by in ('caller', 'desk', 'system')),
  hangup_cause integer,
  disposition text,
  disposition_by uuid references users,
  disposition_at timestamptz,
  wrapped_up_at timestamptz,
  version integer not null default 1,
  unique (tenant_id, number),
  unique (pbx_system, pbx_linkedid),
  -- Wrong states cannot be written.
  check (state not in ('answered', 'ended') or answered_at is not null),
  check (state not in ('lost', 'overflowed', 'failed') or (ended_at is not null and answered_by is null)),
  check (state <> 'ended' or ended_at is not null),
  check (disposition is null or state in ('answered', 'ended', 'lost'))
);
create index calls_arrived on calls (tenant_id, arrived_at desc);
create index calls_caller on calls (tenant_id, caller_e164, arrived_at desc) where caller_e164 is not null;
create index calls_open on calls (tenant_id) where state in ('arrived', 'queued', 'offered', 'answered');
select protect_tenant_table('calls');

-- One series of numbers per tenant and kind of thing.
create table number_series (
  tenant_id uuid not null references tenants,
  kind text not null,
  last bigint not null default 0,
  primary key (tenant_id, kind)
);
select protect_tenant_table('number_series');
create function next_number(for_tenant uuid, for_kind text) returns bigint language sql as $$
  insert into number_series (tenant_id, kind, last) values (for_tenant, for_kind, 1)
  on conflict (tenant_id, kind) do update set last = number_series.last + 1 returning last
$$;

create table call_offers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  user_id uuid not null references users,
  offered_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'missed', 'declined', 'caller_left', 'desk_gone', 'failed')),
  check ((ended_at is null) = (outcome is null))
);
create index call_offers_call on call_offers (call_id);
-- One desk rings for one call at a time, whatever two processes think.
create unique index call_offers_open on call_offers (tenant_id, user_id) where ended_at is null;
select protect_tenant_table('call_offers');

-- Who was connected to the call, from when to when; hold and transfer change legs, never the call's state.
create table call_legs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  kind text not null check (kind in ('caller', 'desk', 'agency', 'outside')),
  user_id uuid references users,
  pbx_channel text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  hangup_cause integer,
  unique (call_id, pbx_channel)
);
select protect_tenant_table('call_legs');

create table recordings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  -- Relative to the data folder. The two channels of the file: left the caller, right the desk.
  path text not null,
  state text not null check (state in ('recording', 'stored', 'missing', 'erased')),
  duration_ms integer,
  bytes bigint,
  sha256 bytea,
  stored_at timestamptz,
  unique (call_id, path)
);
select protect_tenant_table('recordings');

-- Where a person is right now; the history is in the events.
create table presences (
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  state text not null check (state in ('offline', 'ready', 'offered', 'talking', 'wrap_up', 'break')),
  break_reason text,
  -- Longest idle first: since when this person has been without a call.
  idle_since timestamptz,
  since timestamptz not null default clock_timestamp(),
  -- The desk's SIP account is registered with Asterisk.
  reachable boolean not null default false,
  call_id uuid references calls,
  version integer not null default 1,
  primary key (tenant_id, user_id),
  check ((state = 'break') = (break_reason is not null))
);
select protect_tenant_table('presences');
