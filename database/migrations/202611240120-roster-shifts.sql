-- Shift templates and the limits of a rota (features/roster/shift.ts), versioned like any setting; its id is the regency's.
create table roster_settings (
  tenant_id uuid primary key references tenants,
  content jsonb not null default '{}',
  version integer not null default 1
);
select protect_tenant_table('roster_settings', 'select, insert, update');
insert into roster_settings (tenant_id) select id from tenants;

-- One shift of one person. `drafted`: it stands in the plan as the supervisor sees it; `published`: its person was told of it. Both: the
-- plan as it holds; only published: taken out of the plan and not told yet. Times are kept as they were when it was planned: a later
-- change of its template changes nothing that was told.
create table shifts (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  day date not null,
  template text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  drafted boolean not null default true,
  published boolean not null default false,
  made_by uuid references users,
  made_at timestamptz not null,
  check (drafted or published),
  unique (tenant_id, user_id, day, template)
);
create index shifts_time on shifts (tenant_id, starts_at, ends_at);
create index shifts_day on shifts (tenant_id, day);
select protect_tenant_table('shifts', 'select, insert, update, delete');

-- Who was told of what when a rota was published, and when they saw it.
create table rota_tellings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  from_day date not null,
  to_day date not null,
  added integer not null check (added >= 0),
  removed integer not null check (removed >= 0),
  told_by uuid references users,
  told_at timestamptz not null,
  seen_at timestamptz
);
create index rota_tellings_user on rota_tellings (tenant_id, user_id, told_at desc);
select protect_tenant_table('rota_tellings', 'select, insert, update');

-- What a supervisor says of an attendance beside what the events say, with the reason; the newest counts, none is ever changed.
create table attendance_corrections (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  shift_id uuid not null references shifts,
  verdict text not null check (verdict in ('present', 'excused', 'absent', 'as_measured')),
  reason text not null,
  corrected_by uuid not null references users,
  corrected_at timestamptz not null
);
create index attendance_corrections_shift on attendance_corrections (shift_id, corrected_at desc);
select protect_tenant_table('attendance_corrections', 'select, insert');
