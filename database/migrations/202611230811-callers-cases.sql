-- A number that misuses 112 again and again, worked on by people; one open case of a number. Nothing here touches a call.
create table caller_cases (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number bigint not null,
  number_id uuid not null references caller_numbers,
  state text not null check (state in ('open', 'ended')),
  cause text not null check (cause in ('rule', 'hand')),
  opened_at timestamptz not null,
  opened_by uuid references users,
  assignee_id uuid references users,
  -- Clean days are counted from here.
  last_nuisance_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references users,
  end_reason text check (end_reason in ('clean', 'by_hand', 'appeal', 'corrected')),
  version integer not null default 1,
  erased_at timestamptz,
  unique (tenant_id, number),
  check ((state = 'ended') = (ended_at is not null)),
  check ((end_reason is null) = (ended_at is null))
);
create unique index caller_cases_open on caller_cases (number_id) where state = 'open';
create index caller_cases_number on caller_cases (number_id, ended_at);
select protect_tenant_table('caller_cases', 'select, insert, update');

-- What people did and wrote: steps and notes. The words are erasable; a letter is kept as it was printed.
create table caller_case_entries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  case_id uuid not null references caller_cases,
  kind text not null check (kind in ('note', 'end', 'log', 'friendly_call', 'parents_or_school', 'letter', 'police_referral')),
  text text,
  letter text,
  salt bytea not null,
  written_at timestamptz not null,
  written_by uuid references users,
  undone_at timestamptz,
  undone_by uuid references users,
  erased_at timestamptz
);
create index caller_case_entries_case on caller_case_entries (case_id, written_at);
select protect_tenant_table('caller_case_entries', 'select, insert, update');

-- Somebody says that it is not so; another person than those who worked on the case decides.
create table caller_case_appeals (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  case_id uuid not null references caller_cases,
  text text,
  salt bytea not null,
  filed_at timestamptz not null,
  filed_by uuid references users,
  decided_at timestamptz,
  decided_by uuid references users,
  decision text check (decision in ('granted', 'rejected')),
  reason text,
  erased_at timestamptz,
  check ((decision is null) = (decided_at is null))
);
create unique index caller_case_appeals_open on caller_case_appeals (case_id) where decided_at is null;
select protect_tenant_table('caller_case_appeals', 'select, insert, update');

-- From when on a case is opened, when it ends by itself, and the letters; filled from the seeds (features/callers/case-setting.ts).
create table caller_case_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('caller_case_settings', 'select, insert, update');
insert into caller_case_settings (id, tenant_id, content) select gen_random_uuid(), id, '{}' from tenants;
