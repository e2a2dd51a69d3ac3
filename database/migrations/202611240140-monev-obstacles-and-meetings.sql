-- The register of obstacles (kendala), the catalogue of which is K01 to K17, and the meetings that work it off. What people write lies
-- here and never in an event.
create table obstacle_settings (
  tenant_id uuid primary key references tenants,
  -- Words of the catalogue, thresholds of the rules, days until an overdue one is told upwards.
  content jsonb not null default '{}',
  version integer not null default 1
);
select protect_tenant_table('obstacle_settings', 'select, insert, update');

create table obstacles (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number integer not null,
  code text not null check (code ~ '^K(0[1-9]|1[0-7])$'),
  title text not null check (length(title) between 3 and 160),
  description text not null default '' check (length(description) <= 2000),
  -- The agency concerned, null: none or all.
  agency_id uuid references agencies,
  -- What the rule saw at that time; null: entered by people.
  evidence jsonb,
  -- Month, code and agency of what a rule proposed: once each.
  proposal_key text,
  state text not null check (state in ('proposed', 'open', 'in_progress', 'done', 'verified', 'rejected', 'merged')),
  owner_id uuid references users,
  owner_agency_id uuid references agencies,
  due_on date,
  reason text check (length(reason) <= 300),
  merged_into uuid references obstacles,
  escalated_at timestamptz,
  version integer not null default 1,
  made_by uuid references users,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, number),
  unique (tenant_id, proposal_key),
  check (owner_id is null or owner_agency_id is null),
  check (state not in ('open', 'in_progress') or (due_on is not null and (owner_id is not null or owner_agency_id is not null))),
  check ((state = 'merged') = (merged_into is not null)),
  check (state <> 'rejected' or reason is not null),
  check (merged_into <> id)
);
create index obstacles_open on obstacles (tenant_id, due_on) where state in ('open', 'in_progress');
select protect_tenant_table('obstacles', 'select, insert, update');

create table obstacle_comments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  obstacle_id uuid not null references obstacles,
  author_id uuid references users,
  words text not null check (length(words) between 1 and 1000),
  written_at timestamptz not null
);
create index obstacle_comments_of on obstacle_comments (obstacle_id, written_at);
select protect_tenant_table('obstacle_comments', 'select, insert');

create table meetings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number integer not null,
  title text not null check (length(title) between 3 and 160),
  place text not null check (length(place) <= 160),
  starts_at timestamptz not null,
  -- The month whose figures are spoken of.
  month text not null check (month ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  roles text[] not null default '{}',
  agency_ids uuid[] not null default '{}',
  state text not null check (state in ('planned', 'live', 'ended')),
  -- As it was at the end; the papers are set from this alone.
  minutes jsonb,
  ended_at timestamptz,
  version integer not null default 1,
  made_by uuid references users,
  unique (tenant_id, number),
  check ((state = 'ended') = (minutes is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
select protect_tenant_table('meetings', 'select, insert, update');

create table meeting_items (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  meeting_id uuid not null references meetings,
  position integer not null,
  -- What it is about, once in a meeting: figure:SERVICE_LEVEL, obstacle:ID.
  key text not null check (length(key) <= 80),
  kind text not null check (kind in ('figure', 'agency', 'obstacle', 'action', 'free')),
  title text not null check (length(title) between 1 and 200),
  obstacle_id uuid references obstacles,
  -- Figures as they were when the agenda was made.
  facts jsonb,
  decision text not null default '' check (length(decision) <= 2000),
  version integer not null default 1,
  unique (meeting_id, key)
);
select protect_tenant_table('meeting_items', 'select, insert, update');

create table meeting_attendees (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  meeting_id uuid not null references meetings,
  name text not null check (length(name) between 1 and 120),
  office text not null default '' check (length(office) <= 120)
);
create index meeting_attendees_of on meeting_attendees (meeting_id);
select protect_tenant_table('meeting_attendees');

-- Who does what by when: of an obstacle, of an item of a meeting, or of both.
create table obstacle_actions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  obstacle_id uuid references obstacles,
  meeting_item_id uuid references meeting_items,
  task text not null check (length(task) between 3 and 300),
  who text not null check (length(who) between 1 and 120),
  due_on date not null,
  done_at timestamptz,
  -- Where it can be seen that it was done.
  proof text not null default '' check (length(proof) <= 300),
  version integer not null default 1,
  made_at timestamptz not null,
  check (obstacle_id is not null or meeting_item_id is not null)
);
create index obstacle_actions_open on obstacle_actions (tenant_id, due_on) where done_at is null;
create index obstacle_actions_of on obstacle_actions (obstacle_id);
create index obstacle_actions_of_item on obstacle_actions (meeting_item_id);
select protect_tenant_table('obstacle_actions', 'select, insert, update');

-- Regencies that are there already: the rules look at the month that ends next. New ones get it with their seed.
insert into deadlines (tenant_id, kind, subject_id, due_at)
select id, 'obstacles.month_ended', id, (date_trunc('month', now() at time zone zone) + interval '1 month 6 hours') at time zone zone from tenants
on conflict do nothing;
