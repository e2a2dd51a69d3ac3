-- Nobody was ready at any desk while a published shift ran: since its start, or since the last one went. One at a time in a regency.
create table roster_alarms (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  why text not null check (why in ('start', 'left')),
  began_at timestamptz not null,
  ended_at timestamptz,
  -- `ready`: somebody came; `over`: no shift runs any more.
  ended_by text check (ended_by in ('ready', 'over')),
  check ((ended_at is null) = (ended_by is null))
);
create unique index roster_alarms_open on roster_alarms (tenant_id) where ended_at is null;
select protect_tenant_table('roster_alarms', 'select, insert, update');
