-- Where radio cells lie, as an administrator brought it in: a call that names its cell gets a point from here as it is looked at.
create table cell_sites (
  tenant_id uuid not null references tenants,
  mcc text not null check (mcc ~ '^\d{3}$'),
  mnc text not null check (mnc ~ '^\d{2,3}$'),
  -- Location area (GSM, UMTS) or tracking area (LTE, NR).
  area bigint not null check (area >= 0),
  -- Up to 36 bits (NR).
  cell bigint not null check (cell >= 0),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  -- Metres about the point in which telephones of this cell are; null: not known.
  radius_m integer check (radius_m between 1 and 100000),
  operator text not null,
  source text not null,
  as_of date,
  primary key (tenant_id, mcc, mnc, area, cell)
);
-- LTE and NR name a cell once in a network, whatever area it was moved to.
create index cell_sites_of_network on cell_sites (tenant_id, mcc, mnc, cell);
select protect_tenant_table('cell_sites');

create table cell_imports (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  file_name text not null,
  -- Which column of the file is what; how its fields are parted.
  columns jsonb not null,
  delimiter text not null check (delimiter in (',', ';', E'\t')),
  state text not null default 'checking' check (state in ('checking', 'done', 'dropped')),
  mode text check (mode in ('replace', 'add')),
  reason text,
  made_by uuid not null references users,
  made_at timestamptz not null,
  ended_at timestamptz,
  -- What came in, and what it put away.
  written integer,
  removed integer,
  check ((state = 'checking') = (ended_at is null)),
  check ((state = 'done') = (mode is not null and written is not null and removed is not null))
);
create index cell_imports_of_tenant on cell_imports (tenant_id, made_at);
select protect_tenant_table('cell_imports');

-- Rows of a file that is being looked at, until it is taken or dropped.
create table cell_import_rows (
  import_id uuid not null references cell_imports,
  tenant_id uuid not null references tenants,
  line integer not null,
  -- Null: the row is good, and `site` holds it.
  problem text,
  -- What the file said, where it is bad.
  said text,
  site jsonb,
  -- The cell's whole name, to find it again in the same file.
  name text,
  primary key (import_id, line),
  check ((problem is null) = (site is not null))
);
create index cell_import_rows_of_name on cell_import_rows (import_id, name, line);
select protect_tenant_table('cell_import_rows');
