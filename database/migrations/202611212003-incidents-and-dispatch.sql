create table incident_types (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  code text not null,
  category text not null,
  name text not null,
  name_en text not null,
  default_priority text not null check (default_priority in ('P1', 'P2', 'P3', 'P4')),
  sensitive boolean not null default false,
  words text[] not null default '{}',
  position integer not null default 100,
  active boolean not null default true,
  version integer not null default 1,
  unique (tenant_id, code)
);
select protect_tenant_table('incident_types');

-- Ordered, first match wins; the incident keeps which rule matched. Null matches anything.
create table routing_rules (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  position integer not null,
  incident_type_id uuid references incident_types,
  priority text check (priority in ('P1', 'P2', 'P3', 'P4')),
  district_code text references regions,
  lead_agency_id uuid references agencies,
  support_agency_ids uuid[] not null default '{}',
  active boolean not null default true,
  version integer not null default 1
);
create index routing_rules_order on routing_rules (tenant_id, position);
select protect_tenant_table('routing_rules');

-- Targets per priority, in seconds; null = no target. `kind` may narrow a clock to a category (health arrives in 10 minutes).
create table clocks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  category text,
  acknowledge_s integer check (acknowledge_s > 0),
  arrive_s integer check (arrive_s > 0),
  resolve_s integer check (resolve_s > 0),
  -- P4 runs on the agency's calendar: its values are working days.
  working_days boolean not null default false,
  version integer not null default 1,
  unique nulls not distinct (tenant_id, priority, category)
);
select protect_tenant_table('clocks');

create table incidents (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number bigint not null,
  state text not null check (state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED', 'CLOSED', 'MERGED', 'FALSE_REPORT', 'CANCELLED', 'REFERRED_LAPOR', 'REFERRED_REGION')),
  source text not null check (source in ('call', 'desk_phone', 'radio', 'whatsapp', 'walk_in', 'agency', 'crew', 'portal', 'open311', 'import')),
  incident_type_id uuid references incident_types,
  priority text check (priority in ('P1', 'P2', 'P3', 'P4')),
  life_at_risk text not null default 'unknown' check (life_at_risk in ('yes', 'no', 'unknown')),
  sensitive boolean not null default false,
  village_code text references regions,
  district_code text references regions,
  routing_rule_id uuid references routing_rules,
  reported_at timestamptz not null,
  opened_by uuid references users,
  verified_at timestamptz,
  dispatched_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references users,
  reopened_count integer not null default 0,
  resolution_reason text,
  caller_informed_at timestamptz,
  caller_informed_result text check (caller_informed_result in ('informed', 'tried', 'not_needed')),
  version integer not null default 1,
  unique (tenant_id, number),
  check (state in ('DRAFT', 'CANCELLED', 'FALSE_REPORT') or (incident_type_id is not null and priority is not null and verified_at is not null)),
  check (state <> 'CLOSED' or closed_at is not null),
  check ((caller_informed_at is null) = (caller_informed_result is null))
);
create index incidents_reported on incidents (tenant_id, reported_at desc);
create index incidents_verified on incidents (tenant_id, verified_at);
create index incidents_open on incidents (tenant_id) where state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED');
select protect_tenant_table('incidents');

-- What can be erased lies apart from what must stay: names, numbers, places in words, points. The salt goes with the row,
-- so the digest kept in an event says nothing once the row is erased (design: invariant 11).
create table incident_particulars (
  incident_id uuid primary key references incidents,
  tenant_id uuid not null references tenants,
  salt bytea not null,
  place_text text,
  landmark text,
  latitude double precision,
  longitude double precision,
  place_source text check (place_source in ('operator', 'village', 'device', 'landmark')),
  caller_name text,
  callback_number text,
  description text,
  erased_at timestamptz
);
select protect_tenant_table('incident_particulars');

create table incident_calls (
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  -- A call is linked to no or one incident.
  call_id uuid primary key references calls,
  relation text not null check (relation in ('opened', 'duplicate', 'followup')),
  linked_at timestamptz not null default clock_timestamp(),
  linked_by uuid references users
);
create index incident_calls_incident on incident_calls (incident_id);
select protect_tenant_table('incident_calls');

create table incident_notes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  assignment_id uuid,
  author_id uuid references users,
  salt bytea not null,
  text text,
  written_at timestamptz not null default clock_timestamp(),
  erased_at timestamptz
);
create index incident_notes_incident on incident_notes (incident_id);
select protect_tenant_table('incident_notes');

-- One per agency and incident; states and clocks: domain.md §2.6. Incident and assignment never share a column.
create table assignments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  agency_id uuid not null references agencies,
  part text not null check (part in ('lead', 'support')),
  state text not null check (state in ('SENT', 'DELIVERED', 'SEND_FAILED', 'ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE', 'HANDLING', 'DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED')),
  reason text,
  result text,
  sent_at timestamptz not null,
  sent_by uuid references users,
  delivered_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references users,
  en_route_at timestamptz,
  arrived_at timestamptz,
  finished_at timestamptz,
  ended_at timestamptz,
  -- The targets as they stood when it was sent, so that a later change of clocks moves no past figure.
  acknowledge_due_at timestamptz,
  arrive_due_at timestamptz,
  resolve_due_at timestamptz,
  escalated_at timestamptz,
  escalation_step integer not null default 0,
  version integer not null default 1,
  check (state not in ('REJECTED', 'REROUTED', 'CANCELLED') or reason is not null),
  check (state not in ('DONE', 'NOT_FOUND') or finished_at is not null),
  check ((state in ('DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED')) = (ended_at is not null))
);
create index assignments_incident on assignments (incident_id);
create index assignments_agency on assignments (tenant_id, agency_id, sent_at desc);
create index assignments_open on assignments (tenant_id) where ended_at is null;
-- An agency is on one incident once at a time.
create unique index assignments_once on assignments (incident_id, agency_id) where ended_at is null;
select protect_tenant_table('assignments');

-- Which agency screens can be heard right now: written by the agency's own screen, read by the dispatcher's board.
create table agency_alerting (
  tenant_id uuid not null references tenants,
  session_id uuid primary key references sessions on delete cascade,
  agency_id uuid not null references agencies,
  user_id uuid not null references users,
  sound text not null check (sound in ('on', 'muted', 'blocked')),
  seen_at timestamptz not null default clock_timestamp()
);
create index agency_alerting_agency on agency_alerting (tenant_id, agency_id);
select protect_tenant_table('agency_alerting');
