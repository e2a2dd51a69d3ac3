-- Question cards: versioned decision tables that a regency edits (features/incidents/card.ts, cardContent). Older versions lie in
-- setting_versions; a run keeps the version it began with.
create table question_cards (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  code text not null,
  content jsonb not null,
  version integer not null default 1,
  unique (tenant_id, code)
);
select protect_tenant_table('question_cards', 'select, insert, update');

-- One use of a card. It may begin in a call that has no incident yet, and is the incident's from its first moment on.
create table card_runs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  card_id uuid not null references question_cards,
  card_version integer not null,
  call_id uuid references calls,
  incident_id uuid references incidents,
  -- Rises with every change of its answers.
  revision integer not null default 0,
  opened_by uuid references users,
  opened_at timestamptz not null,
  changed_by uuid references users,
  changed_at timestamptz not null,
  check (call_id is not null or incident_id is not null)
);
create index card_runs_call on card_runs (call_id);
create index card_runs_incident on card_runs (incident_id);
select protect_tenant_table('card_runs', 'select, insert, update');

-- Each answer that was ever given; one that was taken back stays with the time of that. Its effects are kept with it: the card may
-- change, what it did to the incident does not.
create table card_answers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  run_id uuid not null references card_runs,
  position integer not null,
  question text not null,
  choice text not null,
  crew boolean not null,
  life_at_risk text check (life_at_risk in ('yes', 'no')),
  raise_to text check (raise_to in ('P1', 'P2', 'P3', 'P4')),
  answered_by uuid references users,
  answered_at timestamptz not null,
  withdrawn_at timestamptz
);
create index card_answers_run on card_answers (run_id);
create unique index card_answers_place on card_answers (run_id, position) where withdrawn_at is null;
select protect_tenant_table('card_answers', 'select, insert, update');

-- What callers said beside an answer; erasable.
create table card_words (
  answer_id uuid primary key references card_answers,
  tenant_id uuid not null references tenants,
  salt bytea not null,
  text text,
  erased_at timestamptz
);
select protect_tenant_table('card_words');
