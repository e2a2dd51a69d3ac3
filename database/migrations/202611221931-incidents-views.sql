-- A filter of the list of incidents under a name: one person's own (`owner_id`), or shared in the regency (null).
create table incident_views (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  owner_id uuid references users (id),
  content jsonb not null,
  active boolean not null default true,
  version int not null default 1
);
create index incident_views_owner on incident_views (tenant_id, owner_id);
select protect_tenant_table('incident_views');

-- The list as a file: who asked for what and why, and how far it has come. The file itself is kept nowhere.
create table incident_exports (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  asked_by uuid not null references users (id),
  asked_at timestamptz not null default clock_timestamp(),
  format text not null check (format in ('csv', 'xlsx')),
  filter jsonb not null,
  columns text[] not null,
  personal boolean not null,
  reason text,
  rows_total int not null,
  rows_done int not null default 0,
  state text not null default 'asked' check (state in ('asked', 'writing', 'done')),
  finished_at timestamptz,
  check (not personal or reason is not null)
);
create index incident_exports_asked on incident_exports (tenant_id, asked_by, asked_at desc);
select protect_tenant_table('incident_exports');
