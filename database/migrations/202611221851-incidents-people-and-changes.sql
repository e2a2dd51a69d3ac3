-- Who has an incident on the screen right now, and who is typing in it: one row per tab, gone when it stops saying so.
create table incident_presences (
  tab_id uuid not null,
  incident_id uuid not null references incidents,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  mode text not null check (mode in ('look', 'edit')),
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (incident_id, tab_id)
);
select protect_tenant_table('incident_presences');

-- What the fields of an incident said before and after each change. The events say which fields, when and by whom; the words lie
-- here, where they can be erased.
create table incident_changes (
  incident_id uuid not null references incidents,
  version integer not null,
  tenant_id uuid not null references tenants,
  changed_at timestamptz not null,
  changed_by uuid references users,
  reason text,
  before jsonb,
  after jsonb,
  erased_at timestamptz,
  primary key (incident_id, version),
  check ((before is null) = (after is null))
);
select protect_tenant_table('incident_changes', 'select, insert, update');

-- Whom a note names.
create table note_mentions (
  note_id uuid not null references incident_notes,
  user_id uuid not null references users,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (note_id, user_id)
);
create index note_mentions_user on note_mentions (user_id, at desc);
select protect_tenant_table('note_mentions', 'select, insert, update');
