-- Who has the simulator of a regency now: one run at a time, whichever process it computes in. A row is held, not kept: it goes
-- with its run, and one whose process died is anybody's after `until_at`.
create table simulation_runs (
  tenant_id uuid primary key references tenants,
  id uuid not null,
  by_user uuid not null references users,
  begun_at timestamptz not null,
  until_at timestamptz not null,
  check (until_at > begun_at)
);
select protect_tenant_table('simulation_runs', 'select, insert, update, delete');
