-- What becomes of a call that ended without help: a ladder of call-backs, one per lost call (design.md invariant 2). An open one
-- has a next deadline (`due_at`, which is also a row in `deadlines`), or a call under way, or lies before people.
-- Calls from before this migration get none: their callers are known to the people who were there then, and a machine that
-- calls back after weeks would frighten more than help. `verify` looks at calls that arrived after `follow_up_settings.since`.
create table follow_ups (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null unique references calls,
  cause text not null check (cause in ('left_queue', 'failed', 'cut', 'silent', 'dropped')),
  state text not null check (state in ('scheduled', 'trying', 'person', 'done')),
  -- There is a number that can be called.
  can_call boolean not null,
  -- Automatic steps that were taken.
  step integer not null default 0,
  opened_at timestamptz not null,
  due_at timestamptz,
  overdue_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('reached', 'not_needed', 'called_again', 'reclassified', 'closed')),
  reason text,
  ended_by uuid references users,
  version integer not null default 1,
  check ((state = 'done') = (ended_at is not null)),
  check ((state = 'done') = (outcome is not null)),
  check ((outcome = 'closed') = (reason is not null)),
  -- Nobody waits without an end: who is not before people and has no call under way has a time.
  check (state <> 'scheduled' or due_at is not null)
);
create index follow_ups_open on follow_ups (tenant_id) where state <> 'done';
create index follow_ups_ended on follow_ups (tenant_id, ended_at desc) where state = 'done';
select protect_tenant_table('follow_ups', 'select, insert, update');

-- What was tried, with its result. The call itself is a row in `calls` (direction outbound) once it was placed.
create table follow_up_tries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  follow_up_id uuid not null references follow_ups,
  kind text not null check (kind in ('auto', 'hand', 'sms')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  call_id uuid unique references calls,
  placed_at timestamptz,
  picked_up_at timestamptz,
  pressed text check (pressed in ('1', '3')),
  ended_at timestamptz,
  result text check (result in ('reached', 'not_needed', 'no_answer', 'busy', 'declined', 'unreachable', 'no_press', 'hung_up', 'left_queue',
    'no_line', 'broken_off', 'cancelled', 'sms_sent', 'sms_failed')),
  check ((result is null) = (ended_at is null)),
  check ((kind = 'hand') = (asked_by is not null))
);
create index follow_up_tries_of on follow_up_tries (follow_up_id, asked_at);
create unique index follow_up_tries_open on follow_up_tries (follow_up_id) where ended_at is null and kind <> 'sms';
create index follow_up_tries_running on follow_up_tries (tenant_id) where ended_at is null;
select protect_tenant_table('follow_up_tries', 'select, insert, update');

-- Why somebody closed one, in their own words; may be erased.
create table follow_up_notes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  follow_up_id uuid not null references follow_ups,
  text text,
  written_by uuid references users,
  written_at timestamptz not null,
  erased_at timestamptz
);
create index follow_up_notes_of on follow_up_notes (follow_up_id);
select protect_tenant_table('follow_up_notes');

-- One row per regency; what it says is features/calls/follow-up.ts.
create table follow_up_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  -- Proves the regency to its SMS gateway; never shown, in no version.
  sms_secret text,
  since timestamptz not null default clock_timestamp(),
  version integer not null default 1
);
insert into follow_up_settings (id, tenant_id, content)
select gen_random_uuid(), id, '{"active": true, "stepSeconds": [0, 120, 600], "ringSeconds": 25, "pressSeconds": 25, "lines": 2, "personSeconds": 600,
  "smsActive": false, "smsUrl": "", "smsFormat": "json", "smsToField": "to", "smsTextField": "text", "smsHeader": "Authorization", "smsText": "Call center 112: panggilan Anda tadi terputus. Bila masih perlu bantuan, silakan hubungi 112 kembali."}'::jsonb
from tenants;
select protect_tenant_table('follow_up_settings', 'select, insert, update');

-- What the machine says when it calls back.
alter table prompts drop constraint prompts_name_check;
alter table prompts add constraint prompts_name_check
  check (name in ('announcement', 'please-wait', 'hold', 'all-busy', 'soon-answered', 'call-back', 'call-back-thanks'));
insert into prompts (id, tenant_id, name)
select gen_random_uuid(), t.id, p.name from tenants t
cross join unnest(array['call-back', 'call-back-thanks']) as p (name);
