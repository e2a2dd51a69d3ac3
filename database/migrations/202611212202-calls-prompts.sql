-- What a regency's callers hear from the machine. Null: the recording shipped with the program. The sound itself is a file
-- named by its hash, so that an older version can be brought back.
create table prompts (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null check (name in ('announcement', 'please-wait', 'hold', 'all-busy', 'soon-answered')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  duration_ms integer check (duration_ms > 0),
  version integer not null default 1,
  unique (tenant_id, name),
  check ((sha256 is null) = (duration_ms is null))
);
-- Regencies that were founded before; later ones get theirs from the feature's seed.
insert into prompts (id, tenant_id, name)
select gen_random_uuid(), t.id, p.name from tenants t
cross join unnest(array['announcement', 'please-wait', 'hold', 'all-busy', 'soon-answered']) as p (name);
select protect_tenant_table('prompts');
