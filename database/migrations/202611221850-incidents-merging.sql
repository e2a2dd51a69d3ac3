-- Two incidents that are one: the merged one points to the kept one. Parent and child: one large incident and its parts.
alter table incidents
  add column merged_into uuid references incidents,
  add column parent_id uuid references incidents,
  drop constraint incidents_check,
  -- A draft may turn out to be what somebody else has written down already.
  add constraint incidents_check check (state in ('DRAFT', 'CANCELLED', 'FALSE_REPORT', 'MERGED')
    or (incident_type_id is not null and priority is not null and verified_at is not null)),
  add constraint incidents_merged check ((state = 'MERGED') = (merged_into is not null)),
  add constraint incidents_not_itself check (merged_into is distinct from id and parent_id is distinct from id);
create index incidents_merged_into on incidents (merged_into) where merged_into is not null;
create index incidents_parent on incidents (parent_id) where parent_id is not null;

-- The incident and everything that was merged into it, at any depth: whose calls and followers count for it.
create function incident_family(root uuid) returns setof uuid language sql stable as $$
  with recursive family (id) as (
    select root
    union
    select i.id from incidents i join family on i.merged_into = family.id)
  select id from family
$$;
-- What an incident counts as: itself, or what it was merged into in the end.
create function incident_root(member uuid) returns uuid language sql stable as $$
  with recursive way (id, next) as (
    select i.id, i.merged_into from incidents i where i.id = member
    union
    select i.id, i.merged_into from incidents i join way on i.id = way.next)
  select id from way where next is null
$$;

-- Each merge, with what it takes to undo it. At most one is in force for an incident.
create table incident_merges (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  into_id uuid not null references incidents,
  state_before text not null,
  reason text not null,
  merged_at timestamptz not null,
  merged_by uuid references users,
  unmerged_at timestamptz,
  unmerged_by uuid references users,
  unmerged_reason text,
  check (incident_id <> into_id),
  check ((unmerged_at is null) = (unmerged_reason is null))
);
create unique index incident_merges_in_force on incident_merges (incident_id) where unmerged_at is null;
create index incident_merges_into on incident_merges (into_id);
select protect_tenant_table('incident_merges', 'select, insert, update');

-- What a merge did to open assignments: moved to the kept incident, or ended as a duplicate of the one that goes on.
create table merged_assignments (
  merge_id uuid not null references incident_merges,
  assignment_id uuid not null references assignments,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('moved', 'ended')),
  -- As it stood before.
  incident_id uuid not null references incidents,
  part text not null check (part in ('lead', 'support')),
  state text not null,
  -- Its deadline at that moment, so that no clock starts anew when it is given back.
  clock text,
  due_at timestamptz,
  primary key (merge_id, assignment_id)
);
create index merged_assignments_incident on merged_assignments (incident_id);
select protect_tenant_table('merged_assignments', 'select, insert');

-- Who reported an incident again and will be told of what becomes of it. The number and the name may be erased.
create table incident_followers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  incident_id uuid not null references incidents,
  call_id uuid not null references calls,
  since timestamptz not null,
  ended_at timestamptz,
  number text,
  name text,
  -- What was typed about the call and not saved; given back when the link is undone.
  typed jsonb,
  note_id uuid references incident_notes,
  disposition_before text,
  erased_at timestamptz
);
create unique index incident_followers_call on incident_followers (call_id) where ended_at is null;
create index incident_followers_incident on incident_followers (incident_id);
select protect_tenant_table('incident_followers', 'select, insert, update');
