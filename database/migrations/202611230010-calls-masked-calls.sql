-- A crew talks with the caller of its incident through the centre: Asterisk rings the crew's telephone, then the caller's, and
-- each sees the centre's number only. Asked for by a row, dialled by whichever telephony process takes it. An open one has a time
-- (`give_up_at`, also a row in `deadlines`) after which it is over, whatever became of who dialled it.
create table masked_calls (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- What it is about: ids of features that know of calls, and not the other way round.
  incident_id uuid not null,
  assignment_id uuid not null,
  unit_id uuid not null,
  agency_id uuid not null references agencies,
  asked_by uuid not null references users,
  asked_at timestamptz not null,
  give_up_at timestamptz not null,
  pbx_system text,
  pbx_app text,
  placed_at timestamptz,
  -- The crew picked up, then the caller.
  crew_at timestamptz,
  caller_at timestamptz,
  ended_at timestamptz,
  result text check (result in ('talked', 'caller_no_answer', 'caller_busy', 'caller_hung_up', 'caller_unreachable', 'crew_no_answer',
    'crew_busy', 'crew_declined', 'crew_hung_up', 'crew_unreachable', 'no_line', 'broken_off')),
  talk_ms integer check (talk_ms >= 0),
  -- Where they talked: the row that carries the recording.
  call_id uuid references calls,
  check ((result is null) = (ended_at is null)),
  check (crew_at is null or placed_at is not null),
  check ((result = 'talked') = (talk_ms is not null))
);
-- A caller has one ear: one at a time of an incident.
create unique index masked_calls_open on masked_calls (incident_id) where ended_at is null;
create index masked_calls_incident on masked_calls (incident_id, asked_at);
create index masked_calls_unit on masked_calls (unit_id, asked_at);
select protect_tenant_table('masked_calls', 'select, insert, update');

-- Both numbers, for as long as they are dialled; erased as soon as the call is over.
create table masked_call_numbers (
  masked_call_id uuid primary key references masked_calls,
  tenant_id uuid not null references tenants,
  crew text,
  caller text,
  erased_at timestamptz
);
select protect_tenant_table('masked_call_numbers', 'select, insert, update');

-- The telephone on board, or of whoever leads the crew.
alter table units add column phone text check (length(phone) between 3 and 32);
