-- A handover at the end of a shift: what whoever leaves says of the checklist, what was open at that moment, and who took it over item by
-- item. `reason`: why the shift was closed although calls had no class or assignments no answer.
create table handovers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  checks jsonb not null,
  items jsonb not null,
  notes text not null,
  reason text,
  written_by uuid not null references users,
  written_at timestamptz not null,
  taken_by uuid references users,
  taken_at timestamptz,
  check ((taken_by is null) = (taken_at is null)),
  check (taken_by is null or taken_by <> written_by)
);
create index handovers_time on handovers (tenant_id, written_at desc, id desc);
select protect_tenant_table('handovers', 'select, insert, update');
