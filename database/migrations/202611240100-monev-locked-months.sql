-- Goals of a regency for its figures, by the month they hold from (design.md §5), and months that the head has locked.
create table goal_settings (
  tenant_id uuid primary key references tenants,
  -- `{periods: [{from, goals: [{code, share, seconds}]}]}` (features/monev/goals.ts).
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('goal_settings', 'select, insert, update');

-- A month as it was locked. Nothing unlocks it: what is corrected later is shown beside it, and may be locked as a further edition.
create table month_locks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  month text not null check (month ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  edition integer not null check (edition > 0),
  locked_at timestamptz not null,
  locked_by uuid not null references users,
  -- Why there is a further edition.
  reason text check (length(reason) between 3 and 300),
  -- SHA-256 over the bytes of `snapshot`; the event `month.locked` tells it to the chain.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- Canonical JSON: figures, goals, versions of the dictionary, and the digest of the rows (features/monev/lock.ts).
  snapshot text not null,
  -- The rows the figures were counted from, canonical JSON, gzip: ids, times and codes, nothing personal.
  rows_gz bytea not null,
  unique (tenant_id, month, edition),
  check ((edition = 1) = (reason is null))
);
select protect_tenant_table('month_locks', 'select, insert');
create trigger month_locks_append_only before update or delete or truncate on month_locks for each statement execute function refuse_change();
