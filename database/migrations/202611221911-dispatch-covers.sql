-- Who stands in for an agency, and when. A setting: versions and the way back lie in setting_versions.
create table agency_covers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  cover_agency_id uuid not null references agencies,
  times text not null check (times in ('always', 'out_of_service', 'outside_hours', 'windows')),
  windows jsonb not null default '[]',
  -- Days of the regency, both included; null is without a bound.
  from_day date,
  until_day date,
  position integer not null check (position between 1 and 99),
  active boolean not null default true,
  version integer not null default 1,
  check (agency_id <> cover_agency_id),
  check (from_day is null or until_day is null or from_day <= until_day)
);
create index agency_covers_of_agency on agency_covers (tenant_id, agency_id);
select protect_tenant_table('agency_covers');

-- An agency says that it cannot take tasks, until when and why. The words are erasable; events carry the code.
create table agency_outages (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  reason_code text not null check (reason_code in ('no_crew', 'no_vehicle', 'other_disaster', 'building', 'other')),
  note text,
  begun_at timestamptz not null,
  begun_by uuid references users,
  until timestamptz not null,
  ended_at timestamptz,
  -- Null with an end: its time ran out.
  ended_by uuid references users,
  check (until > begun_at)
);
-- One at a time.
create unique index agency_outages_running on agency_outages (agency_id) where ended_at is null;
create index agency_outages_of_tenant on agency_outages (tenant_id, begun_at desc);
select protect_tenant_table('agency_outages', 'select, insert, update');
