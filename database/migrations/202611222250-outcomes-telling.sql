-- Telling the caller: what becomes of their report, by a message at each milestone, by a page without an account, or by voice.
create table telling_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('telling_settings', 'select, insert, update');

-- One who reported: whoever opened the incident, or a follower of it. The number lies where it lay before, and is erased there.
create table caller_tracks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- Their own report; merged into another, it is told what becomes of that one.
  incident_id uuid not null references incidents,
  follower_id uuid references incident_followers,
  -- auto: as the setting says. message: also though the incident is sensitive. voice: by telephone only. none: not at all.
  way text not null default 'auto' check (way in ('auto', 'message', 'voice', 'none')),
  -- Null: the caller said it themselves, or nobody.
  way_by uuid references users,
  way_at timestamptz,
  token_hash bytea unique,
  made_at timestamptz not null,
  opened_at timestamptz,
  unique nulls not distinct (incident_id, follower_id)
);
select protect_tenant_table('caller_tracks', 'select, insert, update');

-- One milestone told to one of them; never twice within one closing.
create table caller_tellings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  track_id uuid not null references caller_tracks,
  incident_id uuid not null references incidents,
  milestone text not null check (milestone in ('received', 'accepted', 'on_the_way', 'arrived', 'done', 'closed', 'reopened')),
  -- How often the incident had been reopened.
  round integer not null,
  agency_id uuid references agencies,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'skipped')),
  -- Why it was skipped, or what the last channel said.
  reason text,
  -- Channels that have not been tried, the next first.
  channels_left text[] not null default '{}',
  channel text,
  message_id uuid references messages,
  decided_at timestamptz not null,
  -- Of one that waits for the morning.
  due_at timestamptz,
  ended_at timestamptz,
  unique (track_id, milestone, round),
  check ((state = 'waiting') = (due_at is not null)),
  check ((state in ('waiting', 'sending')) = (ended_at is null))
);
create index caller_tellings_incident on caller_tellings (incident_id, decided_at);
create index caller_tellings_message on caller_tellings (message_id) where message_id is not null;
select protect_tenant_table('caller_tellings', 'select, insert, update');

-- To be told by voice: work for people, with a time by which it is done.
create table caller_tasks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  track_id uuid not null references caller_tracks,
  cause text not null check (cause in ('landline', 'no_channel', 'failed', 'by_type', 'wanted')),
  state text not null check (state in ('open', 'claimed', 'done')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  overdue_at timestamptz,
  claimed_by uuid references users,
  claimed_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references users,
  result text check (result in ('told', 'no_answer', 'not_wanted', 'over')),
  check ((state = 'claimed') = (claimed_by is not null)),
  check ((state = 'done') = (ended_at is not null)),
  check ((state = 'done') = (result is not null))
);
create unique index caller_tasks_open on caller_tasks (track_id) where state <> 'done';
create index caller_tasks_tenant on caller_tasks (tenant_id, state, due_at);
select protect_tenant_table('caller_tasks', 'select, insert, update');

create table caller_task_tries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  task_id uuid not null references caller_tasks,
  result text not null check (result in ('told', 'no_answer', 'not_wanted')),
  tried_by uuid references users,
  tried_at timestamptz not null
);
create index caller_task_tries_task on caller_task_tries (task_id, tried_at);
select protect_tenant_table('caller_task_tries', 'select, insert');

-- What was done on the page, under an id it chose: sent twice, it counts once.
create table track_acts (
  track_id uuid not null references caller_tracks,
  tenant_id uuid not null references tenants,
  client_id uuid not null,
  kind text not null check (kind in ('not_solved', 'rate', 'stop', 'resume')),
  done_at timestamptz not null,
  primary key (track_id, client_id)
);
select protect_tenant_table('track_acts', 'select, insert');

-- How content they are with one closing. The words can be erased, the score stays in the figures.
create table caller_ratings (
  track_id uuid not null references caller_tracks,
  round integer not null,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  score integer not null check (score between 1 and 5),
  words text,
  rated_at timestamptz not null,
  erased_at timestamptz,
  primary key (track_id, round)
);
create index caller_ratings_incident on caller_ratings (incident_id);
select protect_tenant_table('caller_ratings', 'select, insert, update');
