-- Second, blind judgements of calls that were closed as prank, ghost or accidental (standards.md 5E).
create table audit_settings (
  tenant_id uuid primary key references tenants,
  -- Share of a day's closed calls that is drawn, 0 to 1.
  share numeric not null default 0.05 check (share > 0 and share <= 1),
  version integer not null default 1
);
select protect_tenant_table('audit_settings', 'select, insert, update');

-- The draw of a day. Its seed is made before the day begins and only its hash is told (`audit.seed_committed`); it is told with
-- the draw (`audit.drawn`), so that anybody can repeat the draw and nobody could have chosen which calls are in it.
create table audit_days (
  tenant_id uuid not null references tenants,
  day date not null,
  seed bytea not null check (length(seed) = 32),
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  share numeric not null check (share > 0 and share <= 1),
  committed_at timestamptz not null,
  drawn_at timestamptz,
  eligible integer check (eligible >= 0),
  drawn integer check (drawn >= 0),
  primary key (tenant_id, day),
  check ((drawn_at is null) = (eligible is null)),
  check ((drawn_at is null) = (drawn is null))
);
select protect_tenant_table('audit_days', 'select, insert, update');

create table audits (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  -- The day whose draw or match it belongs to, in the regency's zone.
  day date not null,
  opened_at timestamptz not null,
  is_random boolean not null,
  -- A real incident nearby or from the same number within 24 hours; an id of a feature that knows of calls.
  match_incident_id uuid references incidents,
  match_by text check (match_by in ('number', 'place')),
  match_m integer check (match_m >= 0),
  first_code text not null,
  first_by uuid references users,
  judged_by uuid references users,
  judged_at timestamptz,
  second_code text,
  confidence text check (confidence in ('sure', 'likely', 'unsure')),
  agreement text check (agreement in ('agrees', 'emergency', 'otherwise', 'unheard')),
  -- In the judge's own words; may be erased.
  note text check (length(note) <= 500),
  check (is_random or match_incident_id is not null),
  check ((match_incident_id is null) = (match_by is null)),
  check ((judged_at is null) = (judged_by is null)),
  check ((judged_at is null) = (second_code is null)),
  check ((judged_at is null) = (agreement is null)),
  check ((judged_at is null) = (confidence is null))
);
-- One at a time of a call; a match that comes after a judgement asks for another.
create unique index audits_open on audits (call_id) where judged_at is null;
create index audits_of_call on audits (call_id);
create index audits_queue on audits (tenant_id, opened_at) where judged_at is null;
create index audits_day on audits (tenant_id, day);
select protect_tenant_table('audits', 'select, insert, update');

-- An audit that says somebody was in need lies before people at once, ahead of the other lost calls.
alter table follow_ups drop constraint follow_ups_cause_check;
alter table follow_ups add constraint follow_ups_cause_check
  check (cause in ('left_queue', 'failed', 'cut', 'silent', 'dropped', 'wrote', 'audit'));
alter table follow_ups add column audited_at timestamptz;

-- Regencies that are here already begin with the day after their first midnight.
insert into deadlines (tenant_id, kind, subject_id, due_at)
  select id, 'monev.audit_day', id, clock_timestamp() + interval '1 minute' from tenants;
