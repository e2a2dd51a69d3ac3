-- Coats of arms (lambang daerah), by their hash: a version of the centre's settings names one, and stays undoable as long as it
-- is kept. In the database, so that a backup carries it.
create table crests (
  tenant_id uuid not null references tenants,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  mime text not null check (mime in ('image/png', 'image/webp', 'image/svg+xml')),
  bytes bytea not null check (octet_length(bytes) between 1 and 524288),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  kept_at timestamptz not null,
  primary key (tenant_id, sha256)
);
create index crests_by_hash on crests (sha256);
select protect_tenant_table('crests');
alter table tenants add constraint tenants_crest check (crest ~ '^[0-9a-f]{64}$');
