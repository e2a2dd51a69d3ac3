-- A hint of a call: how much it looked like the pranks of its number as it rang (features/calls/hint-rules.ts). Codes and figures
-- only, and a column for each feature and none besides: a signal that is not allowed has nowhere to be kept.
create table call_hints (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  scored_at timestamptz not null,
  -- Which weights.
  model integer not null check (model > 0),
  score numeric(5, 4) not null check (score between 0 and 1),
  is_likely boolean not null,
  -- Why there is no hint whatever the score.
  cue text check (cue in ('emergency_lately', 'unhelped_lately', 'asked_for_help', 'open_incident', 'follow_up_open', 'other_reports', 'vulnerable')),
  confirmed integer not null check (confirmed >= 0),
  people integer not null check (people >= 0),
  -- The order by history would have kept it waiting already.
  by_history boolean not null,
  -- At that moment it would have let another go first.
  would_pass boolean not null,
  -- What was known; null: nothing.
  confirmed_pranks numeric(6, 2),
  confirmers numeric(6, 2),
  confirmed_needs numeric(6, 2),
  other_matters numeric(6, 2),
  short_talks numeric(6, 2),
  silent_calls numeric(6, 2),
  keys_pressed numeric(6, 2),
  place_far numeric(6, 2),
  other_reports numeric(6, 2),
  not_needed numeric(6, 2),
  check (not is_likely or cue is null),
  check (is_likely or not would_pass)
);
create index call_hints_scored on call_hints (tenant_id, scored_at desc);
create index call_hints_likely on call_hints (tenant_id, scored_at desc) where is_likely;
select protect_tenant_table('call_hints', 'select, insert, delete');

-- Whether hints may order calls in a regency, and what it asks of them first (hintContent). Two people sign: one of the control room,
-- one of the leadership.
create table hint_orders (
  tenant_id uuid primary key references tenants,
  content jsonb not null default '{}',
  version integer not null default 1,
  state text not null default 'shadow' check (state in ('shadow', 'ordering')),
  -- The first call that was scored under what holds now; changed limits begin a new shadow.
  counts_from timestamptz,
  room_by uuid references users,
  room_at timestamptz,
  head_by uuid references users,
  head_at timestamptz,
  ordering_since timestamptz,
  stopped_at timestamptz,
  stopped_why text check (stopped_why in ('bound_broken', 'not_precise', 'by_hand', 'limits_changed')),
  check ((room_by is null) = (room_at is null)),
  check ((head_by is null) = (head_at is null)),
  check (room_by is null or head_by is null or room_by <> head_by),
  check ((state = 'ordering') = (ordering_since is not null)),
  check (state = 'shadow' or (room_by is not null and head_by is not null)),
  check ((stopped_at is null) = (stopped_why is null))
);
select protect_tenant_table('hint_orders', 'select, insert, update');
insert into hint_orders (tenant_id) select id from tenants;
-- Regencies that are here already look at their hints from now on each night; later ones get theirs from the feature's seed.
insert into deadlines (tenant_id, kind, subject_id, due_at)
  select id, 'monev.hint_day', id, clock_timestamp() + interval '1 minute' from tenants;
