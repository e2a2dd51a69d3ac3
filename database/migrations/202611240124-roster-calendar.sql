-- The address under which somebody's own calendar reads their published shifts; only its hash is kept. A new one replaces the old.
create table calendar_feeds (
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  primary key (tenant_id, user_id)
);
select protect_tenant_table('calendar_feeds', 'select, insert, update, delete');
