-- Agencies answer for themselves (features/monev/answer.ts): targets and days of a regency, an agency's own words beside its figures,
-- and what was sent to it each month.
create table agency_answer_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('agency_answer_settings', 'select, insert, update');
insert into agency_answer_settings (id, tenant_id, content) select gen_random_uuid(), id, '{}' from tenants;

-- Each version stays: what the agency said of a figure of a month, and what the head answered.
create table agency_explanations (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  month text not null check (month ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  -- A code of features/monev/answer.ts.
  figure text not null check (figure ~ '^[A-Z_]{3,40}$'),
  side text not null check (side in ('agency', 'head')),
  version integer not null check (version > 0),
  text text not null check (length(text) between 3 and 2000),
  written_at timestamptz not null,
  written_by uuid not null references users,
  unique (agency_id, month, figure, side, version)
);
create index agency_explanations_month on agency_explanations (tenant_id, month);
select protect_tenant_table('agency_explanations', 'select, insert');

-- What was made and sent, as it was: the sheet in words and its PDF.
create table agency_briefs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  month text not null check (month ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  number integer not null check (number > 0),
  cause text not null check (cause in ('schedule', 'hand')),
  -- Why it was sent by hand.
  reason text,
  made_at timestamptz not null,
  made_by uuid references users,
  -- The month still ran.
  is_partial boolean not null,
  sheet jsonb not null,
  pdf bytea not null,
  unique (agency_id, month, number),
  check ((cause = 'hand') = (reason is not null and made_by is not null))
);
-- By itself once for each agency and month, however many processes try.
create unique index agency_briefs_once on agency_briefs (agency_id, month) where cause = 'schedule';
create index agency_briefs_month on agency_briefs (tenant_id, month);
select protect_tenant_table('agency_briefs', 'select, insert');

-- An agency is reminded once of a month whose missed figures it has not explained.
create table agency_answer_reminders (
  agency_id uuid not null references agencies,
  month text not null,
  tenant_id uuid not null references tenants,
  reminded_at timestamptz not null,
  missing integer not null check (missing > 0),
  primary key (agency_id, month)
);
select protect_tenant_table('agency_answer_reminders', 'select, insert');

-- A mail may have a second form and one file; they are erased with its words.
alter table message_words add column html text, add column file_name text, add column file bytea,
  add check ((file is null) = (file_name is null)), add check (erased_at is null or (html is null and file is null));

-- The first look of each regency that is there already.
insert into deadlines (tenant_id, kind, subject_id, due_at) select id, 'monev.agency_day', id, now() from tenants;
