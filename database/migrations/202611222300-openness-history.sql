-- History from another system: one event accounts for the rows of a batch, by the hash of what they said when they came (design.md §1).
create table history_batches (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('incidents', 'assignments')),
  -- The short name of the system it came from.
  system text not null,
  rows integer not null check (rows > 0),
  imported_at timestamptz not null
);
select protect_tenant_table('history_batches', 'select, insert');

-- What a row said when it came, as far as figures read it: ids, codes and times. A row that came anew has a further version.
create table history_versions (
  batch_id uuid not null references history_batches,
  position integer not null check (position >= 0),
  tenant_id uuid not null references tenants,
  row_id uuid not null,
  version integer not null check (version > 0),
  columns jsonb not null,
  primary key (batch_id, position),
  unique (row_id, version)
);
select protect_tenant_table('history_versions', 'select, insert');

-- Which row here is which row there: a file that comes twice adds nothing.
create table history_rows (
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('incidents', 'assignments')),
  system text not null,
  external_id text not null,
  row_id uuid not null unique,
  version integer not null default 1,
  -- Of all the row said, salted with what goes when its particulars are erased.
  digest bytea not null,
  -- When the other system changed it last, where its file says so.
  changed_at timestamptz,
  primary key (tenant_id, kind, system, external_id)
);
select protect_tenant_table('history_rows', 'select, insert, update');
