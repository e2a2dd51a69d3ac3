-- An incident that was opened from a drill's call: nobody outside the room hears of it, and no real report is ever hung on it.
alter table incidents add column purpose text not null default 'public' check (purpose in ('public', 'drill'));

-- Agencies that a drill would have alerted. There is no assignment: so there is no clock, ladder, message, link or telephone call.
create table drill_alerts (
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  agency_id uuid not null references agencies,
  part text not null check (part in ('lead', 'support')),
  at timestamptz not null,
  by_user uuid references users,
  primary key (incident_id, agency_id)
);
select protect_tenant_table('drill_alerts', 'select, insert');
