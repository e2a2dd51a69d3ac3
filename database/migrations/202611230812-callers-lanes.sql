-- The restricted lane of a case: a sign at the desk, wanted by one person and signed by another, for at most seven days. It changes
-- nothing in how a call is answered: no rule of the queue and no code of telephony reads this table.
create table caller_case_lanes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  case_id uuid not null references caller_cases,
  days integer not null check (days between 1 and 7),
  reason text,
  salt bytea not null,
  asked_at timestamptz not null,
  asked_by uuid not null references users,
  signed_at timestamptz,
  signed_by uuid references users,
  expires_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references users,
  end_reason text check (end_reason in ('expired', 'by_hand', 'refused', 'case_ended')),
  erased_at timestamptz,
  check (signed_by is distinct from asked_by),
  check ((signed_at is null) = (signed_by is null)),
  check ((signed_at is null) = (expires_at is null)),
  check ((ended_at is null) = (end_reason is null))
);
create unique index caller_case_lanes_open on caller_case_lanes (case_id) where ended_at is null;
select protect_tenant_table('caller_case_lanes', 'select, insert, update');
