-- A routing rule can ask for more: a category, a village, named areas, hours of the week, holidays, whether an agency is at work.
alter table routing_rules add column category text;
alter table routing_rules add column village_code text references regions;
-- Any of them; empty asks for none.
alter table routing_rules add column area_ids uuid[] not null default '{}';
-- [{"weekdays": [1], "from": "16:00", "to": "07:30"}] in the regency's zone; empty is always.
alter table routing_rules add column windows jsonb not null default '[]';
alter table routing_rules add column holidays text not null default 'any' check (holidays in ('any', 'only', 'never'));
-- {"agencyId": …, "is": "inside" | "outside"}: by that agency's calendar.
alter table routing_rules add column hours jsonb;
alter table routing_rules add check (incident_type_id is null or category is null);

-- What routing found for an incident and what was decided on it: the newest row is what a later change is compared with.
create table incident_routings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  at timestamptz not null,
  -- Null: no rule matched.
  rule_id uuid references routing_rules,
  rule_version integer,
  -- As the rule stood then.
  rule jsonb,
  -- Codes and ids only: type, category, priority, district, village, areas.
  inputs jsonb not null,
  -- Kinds of the conditions that the rule asked for and that held.
  conditions text[] not null,
  -- [{"agencyId": …, "part": …, "covers": …}]
  proposed jsonb not null,
  decision text not null check (decision in ('dispatched', 'applied', 'kept')),
  decided_by uuid references users,
  check ((rule_id is null) = (rule_version is null) and (rule_id is null) = (rule is null))
);
create index incident_routings_newest on incident_routings (incident_id, at desc, id desc);
select protect_tenant_table('incident_routings', 'select, insert');
