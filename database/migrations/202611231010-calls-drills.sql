-- Drills: odd but real calls that the program places through the trunk (standards.md 5E, "Canary"), by a schedule or by hand. A
-- drill's call is a row in `calls` of purpose `drill` from its first moment: it counts in no figure, no case and no history.
create table drill_settings (
  tenant_id uuid primary key references tenants,
  content jsonb not null default '{}',
  version integer not null default 1
);
select protect_tenant_table('drill_settings', 'select, insert, update');

create table drills (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  scenario text not null check (scenario in ('whisper', 'child', 'silent_tapper', 'prank_history')),
  planned_at timestamptz not null,
  -- Null: drawn by the schedule.
  planned_by uuid references users,
  due_at timestamptz not null,
  -- The number it shows, of a range that no operator has: it is nobody's, and finds the call again.
  caller text not null,
  asked_at timestamptz,
  placed_at timestamptz,
  call_id uuid references calls,
  ended_at timestamptz,
  outcome text check (outcome in ('reached', 'not_reached', 'gave_way', 'unanswered', 'cut_short', 'not_placed', 'missed', 'cancelled')),
  -- Told to whoever took it; until then it looks like any call on every screen of the room.
  revealed_at timestamptz,
  seen_at timestamptz,
  check ((ended_at is null) = (outcome is null))
);
-- One at a time: beside it everybody else is ready for real calls.
create unique index drills_running on drills (tenant_id) where asked_at is not null and ended_at is null;
create index drills_of_call on drills (call_id);
create index drills_due on drills (tenant_id, due_at);
select protect_tenant_table('drills', 'select, insert, update');

insert into drill_settings (tenant_id) select id from tenants;
