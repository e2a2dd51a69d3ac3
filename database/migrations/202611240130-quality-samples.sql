-- Quality of calls: scorecards, the blind sample of a month, sheets, and talks with call takers (decision 0042).
create table quality_settings (
  tenant_id uuid primary key references tenants,
  -- Calls of each call taker in a month.
  per_taker integer not null default 4 check (per_taker between 1 and 50),
  -- Share of the sample that two assess, 0 to 1.
  double_share numeric not null default 0.2 check (double_share between 0 and 1),
  -- Days in which the call taker may appeal before the score counts.
  appeal_days integer not null default 7 check (appeal_days between 1 and 60),
  version integer not null default 1,
  scorecard_version integer not null default 1
);
select protect_tenant_table('quality_settings', 'select, insert, update');

-- What calls are assessed by; a version is never changed, sheets point at theirs.
create table scorecards (
  tenant_id uuid not null references tenants,
  version integer not null check (version > 0),
  content jsonb not null,
  primary key (tenant_id, version)
);
select protect_tenant_table('scorecards', 'select, insert');

-- The draw of a month (`2026-11`): its seed is made before, only its hash is told, and it is told with the draw.
create table quality_months (
  tenant_id uuid not null references tenants,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  seed bytea not null check (length(seed) = 32),
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  per_taker integer not null,
  double_share numeric not null,
  committed_at timestamptz not null,
  drawn_at timestamptz,
  eligible integer check (eligible >= 0),
  drawn integer check (drawn >= 0),
  primary key (tenant_id, month),
  check ((drawn_at is null) = (eligible is null)),
  check ((drawn_at is null) = (drawn is null))
);
select protect_tenant_table('quality_months', 'select, insert, update');

create table quality_samples (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- Drawn once, ever.
  call_id uuid not null unique references calls,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  taker_id uuid not null references users,
  stratum text not null check (stratum in ('emergency', 'prank', 'silent', 'abusive', 'other')),
  is_double boolean not null,
  state text not null check (state in ('assess', 'settle', 'shown', 'appealed', 'counted', 'set_aside')),
  opened_at timestamptz not null,
  set_aside_why text check (set_aside_why in ('no_sound', 'hidden', 'unfit')),
  set_aside_by uuid references users,
  shown_at timestamptz,
  answer_by timestamptz,
  -- In the call taker's own words; may be erased.
  appeal text check (length(appeal) <= 2000),
  appealed_at timestamptz,
  counted_at timestamptz,
  counted_as text check (counted_as in ('accepted', 'decided', 'expired')),
  -- The sheet whose score it has.
  sheet_id uuid,
  check ((state = 'set_aside') = (set_aside_why is not null)),
  check ((state = 'counted') = (counted_at is not null)),
  check ((counted_at is null) = (counted_as is null)),
  check ((shown_at is null) = (answer_by is null)),
  check ((state in ('shown', 'appealed', 'counted')) = (sheet_id is not null))
);
create index quality_samples_queue on quality_samples (tenant_id, opened_at) where state in ('assess', 'settle', 'appealed');
create index quality_samples_taker on quality_samples (taker_id, month);
create index quality_samples_month on quality_samples (tenant_id, month);
select protect_tenant_table('quality_samples', 'select, insert, update');

create table quality_sheets (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  sample_id uuid not null references quality_samples,
  kind text not null check (kind in ('assessment', 'settlement', 'decision')),
  assessor_id uuid not null references users,
  scorecard_version integer not null,
  answers jsonb not null,
  -- 0 to 1; null where nothing applied.
  score numeric check (score between 0 and 1),
  is_failed boolean not null,
  filled_at timestamptz not null,
  -- In the assessor's own words; may be erased.
  note text check (length(note) <= 2000),
  foreign key (tenant_id, scorecard_version) references scorecards (tenant_id, version)
);
create unique index quality_sheets_once on quality_sheets (sample_id, assessor_id, kind);
select protect_tenant_table('quality_sheets', 'select, insert, update');
alter table quality_samples add foreign key (sheet_id) references quality_sheets;

-- Who listened for which sample.
create table quality_hearings (
  listening_id uuid primary key,
  tenant_id uuid not null references tenants,
  sample_id uuid not null references quality_samples,
  user_id uuid not null references users
);
create index quality_hearings_sample on quality_hearings (sample_id, user_id);
select protect_tenant_table('quality_hearings', 'select, insert');

-- Talks with a call taker, and what both agreed on.
create table quality_talks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  person_id uuid not null references users,
  coach_id uuid not null references users,
  held_at timestamptz not null,
  words text check (length(words) <= 4000),
  check (person_id <> coach_id)
);
create index quality_talks_person on quality_talks (tenant_id, person_id, held_at);
select protect_tenant_table('quality_talks', 'select, insert, update');

create table quality_steps (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  talk_id uuid not null references quality_talks,
  position integer not null check (position >= 0),
  words text check (length(words) <= 300),
  due date not null,
  done_at timestamptz,
  done_by uuid references users,
  check ((done_at is null) = (done_by is null)),
  unique (talk_id, position)
);
select protect_tenant_table('quality_steps', 'select, insert, update');

-- Regencies that are here already get their first seed at once.
insert into deadlines (tenant_id, kind, subject_id, due_at)
  select id, 'quality.month', id, clock_timestamp() + interval '1 minute' from tenants;
