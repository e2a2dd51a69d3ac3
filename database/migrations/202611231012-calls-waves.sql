-- Bursts of calls: of one number, in one district, of children in school hours, of telephones that call without a voice. A wave is shown to
-- supervisors and filters nothing (design.md invariant 2).
create table waves (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('one_number', 'area', 'school_hours', 'silent_handsets')),
  -- The district, where it is about one.
  district_code text references regions,
  -- The number, where it is about one; forgotten after 90 days, like what is known of a number.
  caller_e164 text,
  began_at timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz,
  -- The most that were counted at once, from how many numbers, against what is usual at this hour of this weekday.
  calls integer not null check (calls > 0),
  numbers integer not null check (numbers > 0),
  usual numeric not null check (usual >= 0),
  beyond integer not null check (beyond > 0),
  acknowledged_at timestamptz,
  acknowledged_by uuid references users,
  check (kind = 'one_number' or caller_e164 is null),
  check ((kind = 'area') = (district_code is not null)),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
-- One at a time of each; `''` so that a null is one value.
create unique index waves_open on waves (tenant_id, kind, coalesce(district_code, caller_e164, '')) where ended_at is null;
create index waves_recent on waves (tenant_id, began_at desc);
select protect_tenant_table('waves', 'select, insert, update');

insert into deadlines (tenant_id, kind, subject_id, due_at)
  select id, 'wave.look', id, clock_timestamp() + interval '1 minute' from tenants;
