-- A regency is a tenant.
create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null check (length(name) between 3 and 120),
  short_name text not null,
  region_code text not null,
  zone text not null check (zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  hosts text[] not null default '{}',
  crest text,
  demo boolean not null default false,
  -- Numbers of the centre a regency may set, with their seeds in features/people/tenant.ts.
  settings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp()
);
alter table tenants enable row level security;
create policy tenant_only on tenants to sigap_app using (id = current_setting('sigap.tenant')::uuid) with check (id = current_setting('sigap.tenant')::uuid);
create policy machinery on tenants to sigap_system using (true) with check (true);
grant select, update on tenants to sigap_app;
grant select, insert, update on tenants to sigap_system;

-- OPD and other bodies (domain.md §2.7). `kind`: the regency's own, a central or state body, a volunteer body.
create table agencies (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  code text not null,
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('OPD', 'VERT', 'BUMD', 'NGO')),
  phone text,
  has_accounts boolean not null default true,
  active boolean not null default true,
  -- Working calendar for P4 clocks; null = around the clock.
  calendar jsonb,
  version integer not null default 1,
  unique (tenant_id, code)
);
select protect_tenant_table('agencies');

create table duty_contacts (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  name text not null,
  phone text,
  email text,
  position integer not null default 1,
  active boolean not null default true,
  version integer not null default 1
);
select protect_tenant_table('duty_contacts');

create table users (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  username text not null check (username = lower(username) and username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  display_name text not null check (length(display_name) between 1 and 120),
  email text,
  roles text[] not null check (cardinality(roles) > 0),
  agency_id uuid references agencies,
  language text not null default 'id' check (language in ('id', 'en')),
  password_hash text not null,
  must_change_password boolean not null default true,
  totp_secret text,
  -- The last accepted time step, so that a code seen over a shoulder cannot be used again.
  totp_last_step bigint,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  unique (username)
);
select protect_tenant_table('users');

-- Opaque sessions: the cookie holds the token, the table its SHA-256. Revoking is deleting the row.
create table sessions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  token_hash bytea not null unique,
  -- `second_factor` is pending until the one-time code was given; nothing but giving it is allowed until then.
  state text not null default 'open' check (state in ('second_factor', 'open')),
  address text,
  agent text,
  created_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
select protect_tenant_table('sessions');

-- Every look at personal data or a recording, with its reason (UU 27/2022, design: invariant 9).
create table access_log (
  seq bigint generated always as identity primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  field text not null,
  reason text not null,
  at timestamptz not null default clock_timestamp()
);
create index access_log_subject on access_log (tenant_id, subject_type, subject_id);
select protect_tenant_table('access_log', 'select, insert');

-- Editable taxonomies and settings: what a row said before each change, who changed it, when and why; undo writes a new version.
create table setting_versions (
  tenant_id uuid not null references tenants,
  kind text not null,
  subject_id uuid not null,
  version integer not null,
  content jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null default clock_timestamp(),
  reason text,
  primary key (tenant_id, kind, subject_id, version)
);
select protect_tenant_table('setting_versions', 'select, insert');

-- Regions of Indonesia by their Kemendagri code as text (a number would lose 11.10). The same for every tenant.
create table regions (
  code text primary key,
  parent_code text references regions,
  level text not null check (level in ('province', 'regency', 'district', 'village')),
  name text not null,
  postal_code text,
  -- Of the office, from a source without stated origin: "perkiraan".
  latitude double precision,
  longitude double precision
);
create index regions_parent on regions (parent_code);
grant select on regions to sigap_app;
grant select, insert, update on regions to sigap_system;
