-- Who is above the contacts on duty, and when each is on duty (null: always).
alter table duty_contacts add column superior boolean not null default false;
alter table duty_contacts add column windows jsonb;

-- How an agency is told until somebody there has acknowledged: the regency's own (no agency), and narrower ones per agency.
create table ladders (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid references agencies,
  content jsonb not null,
  version integer not null default 1,
  unique nulls not distinct (tenant_id, agency_id)
);
select protect_tenant_table('ladders', 'select, insert, update');

-- The ladder of one assignment, with the steps as they stood when it was sent. Its next time is a deadline of its own, beside that of
-- the clock, which runs on whatever becomes of the ladder.
create table assignment_ladders (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  assignment_id uuid not null unique references assignments,
  content jsonb not null,
  start_at timestamptz not null,
  taken integer[] not null default '{}',
  reminded integer not null default 0,
  stopped text check (stopped in ('acknowledged', 'ended', 'old', 'done', 'off', 'import'))
);
select protect_tenant_table('assignment_ladders', 'select, insert, update');

-- Every attempt to reach somebody about an assignment, with what became of it. To whom lies with the message or the call.
create table assignment_alerts (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  assignment_id uuid not null references assignments,
  kind text not null check (kind in ('step', 'remind')),
  -- Place of the step in the ladder, or the number of the reminder.
  number integer not null,
  act text not null check (act in ('push', 'email', 'whatsapp', 'sms', 'call', 'superior', 'supervisor')),
  -- By which way: a channel, the telephone, or the screen of the supervisors.
  way text not null check (way in ('push', 'email', 'whatsapp', 'sms', 'telephone', 'screen', 'none')),
  contact_id uuid references duty_contacts,
  message_id uuid unique references messages,
  duty_call_id uuid unique references duty_calls,
  at timestamptz not null,
  result text check (result in ('sent', 'received', 'failed', 'skipped', 'told', 'accepted', 'rejected', 'no_press', 'hung_up', 'no_answer', 'busy',
    'declined', 'unreachable', 'no_line', 'broken_off', 'cancelled')),
  -- Why it was skipped or failed.
  code text,
  ended_at timestamptz,
  check ((result is null) = (ended_at is null))
);
create index assignment_alerts_of on assignment_alerts (assignment_id, at);
select protect_tenant_table('assignment_alerts', 'select, insert, update');

-- By what it was acknowledged (null: a screen), and by which contact.
alter table assignments add column acknowledged_via text check (acknowledged_via in ('phone', 'link'));
alter table assignments add column acknowledged_contact_id uuid references duty_contacts;

-- As a new regency is seeded (features/dispatch/ladder.ts).
insert into ladders (id, tenant_id, content) select gen_random_uuid(), id, $json${"active":true,"steps":[{"act":"push","after":{"P1":0,"P2":0,"P3":0,"P4":0}},{"act":"whatsapp","after":{"P1":20,"P2":30,"P3":300,"P4":14400}},{"act":"sms","after":{"P1":30,"P2":60,"P3":480,"P4":null}},{"act":"email","after":{"P1":30,"P2":60,"P3":300,"P4":300}},{"act":"call","after":{"P1":60,"P2":120,"P3":900,"P4":null}},{"act":"call","after":{"P1":120,"P2":240,"P3":1800,"P4":null}},{"act":"superior","after":{"P1":180,"P2":420,"P3":3600,"P4":172800}},{"act":"supervisor","after":{"P1":240,"P2":600,"P3":5400,"P4":259200}}],"oldMinutes":360,"reminders":true}$json$::jsonb from tenants;
