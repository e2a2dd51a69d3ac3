-- An incident marked sensitive by hand stays so when its type changes; a supervisor alone lowers it, with a reason.
alter table incidents add column sensitive_by_hand boolean not null default false;

-- Who may see the identities of a sensitive incident beside those who work it, by name and with a reason.
create table incident_handlers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  user_id uuid not null references users,
  reason_code text not null check (reason_code in ('takes_over', 'knows_victim_service', 'quality_check', 'legal')),
  added_at timestamptz not null,
  added_by uuid references users,
  removed_at timestamptz,
  removed_by uuid references users
);
create unique index incident_handlers_now on incident_handlers (incident_id, user_id) where removed_at is null;
select protect_tenant_table('incident_handlers', 'select, insert, update');
