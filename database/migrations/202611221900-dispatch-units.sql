-- Vehicles and crews. `status` is the fixed meaning, `label_code` the agency's own word for it; both are those of the newest row
-- of unit_statuses by its time, `status_number` how many rows there are. `current_id` is the unit assignment it works on.
create table units (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  agency_id uuid not null references agencies,
  call_sign text not null check (length(call_sign) between 2 and 40),
  kind text not null check (kind in ('engine', 'water_tender', 'rescue', 'ambulance', 'patrol', 'motorcycle', 'tow_truck', 'boat', 'logistics', 'team')),
  skills text[] not null default '{}',
  -- Longitude, latitude: the order of x and y.
  home point,
  active boolean not null default true,
  status text not null default 'out_of_service' check (status in ('available', 'dispatched', 'en_route', 'on_scene', 'transporting', 'at_hospital', 'returning', 'out_of_service')),
  label_code text,
  status_at timestamptz not null,
  status_number integer not null default 0,
  current_id uuid,
  -- The crew was asked whether it is safe, and has not answered yet.
  asked_at timestamptz,
  version integer not null default 1,
  unique (tenant_id, call_sign)
);
create index units_agency on units (tenant_id, agency_id);
create index units_home on units using gist (home);
select protect_tenant_table('units', 'select, insert, update');

-- Who is in a unit: an account of the agency's field crew, or a name. Names lie here only and can be erased.
create table unit_members (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  unit_id uuid not null references units,
  user_id uuid references users,
  name text,
  joined_at timestamptz not null,
  left_at timestamptz,
  erased_at timestamptz,
  check (erased_at is not null or (user_id is null) <> (name is null))
);
create index unit_members_unit on unit_members (unit_id);
create unique index unit_members_once on unit_members (unit_id, user_id) where left_at is null;
create index unit_members_user on unit_members (user_id) where left_at is null;
select protect_tenant_table('unit_members');

-- One unit on one assignment. An ended one stays: a closed incident keeps who was there.
create table unit_assignments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  unit_id uuid not null references units,
  assignment_id uuid not null references assignments,
  incident_id uuid not null references incidents,
  assigned_at timestamptz not null,
  assigned_by uuid references users,
  -- How it came: a person sent it, the crew took it, or nobody was there to send.
  way text not null check (way in ('sent', 'taken', 'straight')),
  -- Why it was sent although it was busy.
  force_reason text,
  ended_at timestamptz,
  end_reason text,
  check ((ended_at is null) = (end_reason is null))
);
create index unit_assignments_assignment on unit_assignments (assignment_id);
create index unit_assignments_unit on unit_assignments (unit_id, assigned_at desc);
create unique index unit_assignments_once on unit_assignments (unit_id, assignment_id) where ended_at is null;
select protect_tenant_table('unit_assignments', 'select, insert, update');
alter table units add foreign key (current_id) references unit_assignments;

-- What a unit said or was set to, never changed. `at` is when it was so, `device_at` what the device's clock said, `recorded_at`
-- when it came; `clamped`: the device's time could not be true. `late`: a newer status was there already.
create table unit_statuses (
  tenant_id uuid not null references tenants,
  unit_id uuid not null references units,
  number integer not null check (number > 0),
  status text not null,
  label_code text,
  at timestamptz not null,
  device_at timestamptz,
  recorded_at timestamptz not null,
  clamped boolean not null default false,
  late boolean not null default false,
  unusual boolean not null default false,
  source text not null check (source in ('crew', 'room', 'agency', 'system')),
  user_id uuid references users,
  unit_assignment_id uuid references unit_assignments,
  primary key (unit_id, number)
);
create index unit_statuses_assignment on unit_statuses (unit_assignment_id);
select protect_tenant_table('unit_statuses', 'select, insert');
create trigger unit_statuses_append_only before update or delete or truncate on unit_statuses for each statement execute function refuse_change();

-- Where units were, for as long as the regency keeps it. A device that sends a fix twice sends it once.
create table unit_positions (
  tenant_id uuid not null references tenants,
  unit_id uuid not null references units,
  device_at timestamptz not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  clamped boolean not null default false,
  place point not null,
  accuracy_m real not null,
  speed_mps real,
  primary key (unit_id, device_at)
);
create index unit_positions_age on unit_positions (recorded_at);
select protect_tenant_table('unit_positions');

-- The newest of each by the device's time: an older fix that comes later never moves it back.
create table unit_places (
  unit_id uuid primary key references units,
  tenant_id uuid not null references tenants,
  at timestamptz not null,
  recorded_at timestamptz not null,
  clamped boolean not null,
  place point not null,
  accuracy_m real not null,
  speed_mps real
);
create index unit_places_place on unit_places using gist (place);
select protect_tenant_table('unit_places');

-- A crew that gave no sign or pressed for help. The words of whoever answered are erasable.
create table unit_alarms (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  unit_id uuid not null references units,
  unit_assignment_id uuid references unit_assignments,
  kind text not null check (kind in ('silence', 'panic')),
  raised_at timestamptz not null,
  step integer not null default 1,
  acknowledged_at timestamptz,
  acknowledged_by uuid references users,
  reason text,
  note text,
  check ((acknowledged_at is null) = (reason is null))
);
create unique index unit_alarms_open on unit_alarms (unit_id, kind) where acknowledged_at is null;
select protect_tenant_table('unit_alarms');

-- An agency's words for statuses and its table of moves; the regency's figures. Without a row the defaults of the code count.
create table agency_units (
  agency_id uuid primary key references agencies,
  tenant_id uuid not null references tenants,
  content jsonb not null,
  version integer not null
);
select protect_tenant_table('agency_units', 'select, insert, update');
create table unit_figures (
  tenant_id uuid primary key references tenants,
  content jsonb not null,
  version integer not null
);
select protect_tenant_table('unit_figures', 'select, insert, update');

-- What a crew did on its device, each once, however often it is sent; kept with what became of it.
create table field_actions (
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  key text not null check (length(key) between 8 and 100),
  unit_id uuid,
  kind text not null,
  device_at timestamptz not null,
  recorded_at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'late', 'conflict')),
  code text,
  detail jsonb,
  primary key (tenant_id, user_id, key)
);
create index field_actions_age on field_actions (recorded_at);
select protect_tenant_table('field_actions', 'select, insert, delete');

-- Photos and voice notes of an incident, sealed on the disk like recordings. Erasing takes key and file and leaves the row.
create table incident_attachments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  assignment_id uuid references assignments,
  unit_id uuid references units,
  author_id uuid references users,
  kind text not null check (kind in ('photo', 'voice')),
  mime text not null,
  bytes integer not null check (bytes > 0),
  sha256 bytea not null,
  path text not null,
  key_number integer,
  wrapped_key bytea,
  taken_at timestamptz not null,
  clamped boolean not null,
  recorded_at timestamptz not null,
  erased_at timestamptz,
  check ((erased_at is null) = (wrapped_key is not null))
);
create index incident_attachments_incident on incident_attachments (incident_id);
select protect_tenant_table('incident_attachments', 'select, insert, update');
