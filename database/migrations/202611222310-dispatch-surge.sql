-- A surge: a disaster, or anything in which far more is reported than on other days. One at a time in a regency.
create table surges (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('flood', 'earthquake', 'fire', 'volcano', 'riot', 'mass_accident', 'other')),
  -- One sentence for every screen; free words, so it stands in no event.
  sentence text not null,
  -- Districts, areas, and a polygon of its own; all empty: the whole regency.
  scope jsonb not null,
  -- After so long without a word somebody is asked whether it still holds.
  ask_after_hours integer not null check (ask_after_hours between 1 and 48),
  expected_end timestamptz,
  started_at timestamptz not null,
  started_by uuid references users,
  confirmed_at timestamptz not null,
  -- Since when it is asked; null: it is not.
  asked_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references users,
  end_reason text check (end_reason in ('over', 'under_control', 'handed_over', 'by_mistake')),
  summary text,
  version integer not null default 1,
  check ((ended_at is null) = (end_reason is null)),
  check (ended_at >= started_at)
);
create unique index surges_one_at_a_time on surges (tenant_id) where ended_at is null;
create index surges_newest on surges (tenant_id, started_at desc);
select protect_tenant_table('surges');

-- What was told to agencies during a surge, and who of them has answered.
create table surge_broadcasts (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  surge_id uuid not null references surges,
  words text not null,
  sent_at timestamptz not null,
  sent_by uuid references users,
  reminded_at timestamptz
);
create index surge_broadcasts_of on surge_broadcasts (surge_id, sent_at desc);
select protect_tenant_table('surge_broadcasts');

create table surge_told (
  broadcast_id uuid not null references surge_broadcasts,
  agency_id uuid not null references agencies,
  tenant_id uuid not null references tenants,
  reminded_at timestamptz,
  answer text check (answer in ('read', 'ready')),
  units integer check (units between 0 and 999),
  answered_at timestamptz,
  -- A person at the agency's screen, or somebody of the control room who heard it by telephone.
  answered_by uuid references users,
  primary key (broadcast_id, agency_id),
  check ((answer is null) = (answered_at is null)),
  check (units is null or answer = 'ready')
);
create index surge_told_agency on surge_told (agency_id) where answer is null;
select protect_tenant_table('surge_told');

-- One key each on the desk while a surge of this kind is on.
create table surge_templates (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null,
  content jsonb not null,
  version integer not null default 1,
  unique (tenant_id, kind)
);
select protect_tenant_table('surge_templates');

-- Incidents that were linked together in one step, so that it can be taken back in one step.
create table surge_links (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  surge_id uuid references surges,
  parent_id uuid not null references incidents,
  relation text not null check (relation in ('child', 'duplicate')),
  made_at timestamptz not null,
  made_by uuid references users,
  undone_at timestamptz,
  undone_by uuid references users
);
create index surge_links_newest on surge_links (tenant_id, made_at desc);
create index surge_links_parent on surge_links (parent_id);
select protect_tenant_table('surge_links');

create table surge_link_items (
  link_id uuid not null references surge_links,
  incident_id uuid not null references incidents,
  tenant_id uuid not null references tenants,
  -- Of a duplicate: the merge that this step made; another one since then is not this step's to undo.
  merge_id uuid references incident_merges,
  undone_at timestamptz,
  primary key (link_id, incident_id)
);
create index surge_link_items_incident on surge_link_items (incident_id);
select protect_tenant_table('surge_link_items');

-- Regencies from before have the templates of the seed as soon as somebody asks for them (features/dispatch/server/surge/templates.ts).
