-- Times in which an operator tests a line with telephones of its own: calls of those numbers on that line are answered by the
-- exchange itself (dialplan.ts, `carrier-test-…`). Who asked and why is text of people, and stays in this row.
create table carrier_windows (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  line_id uuid not null references lines,
  -- In E.164. None: no call is taken to the answering machine, and none is listed.
  numbers text[] not null check (cardinality(numbers) <= 20),
  asked_by text not null,
  reason text not null,
  opens_at timestamptz not null,
  -- Planned. Four hours at most: a line that is forgotten in its test must become one for everybody by itself.
  closes_at timestamptz not null,
  opened_by uuid not null references users,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- Null with closed_at set: by its own end.
  closed_by uuid references users,
  check (closes_at > opens_at and closes_at <= opens_at + interval '4 hours'),
  check (closed_by is null or closed_at is not null)
);
create unique index carrier_windows_open on carrier_windows (line_id) where closed_at is null;
create index carrier_windows_of_tenant on carrier_windows (tenant_id, opens_at);
select protect_tenant_table('carrier_windows');
create trigger carrier_windows_doorbell after insert or update of closed_at on carrier_windows for each row execute function ring_telephony();

-- What of an operator's test call is not in `calls`, where it is a row of purpose `test` (event call.carrier_tested).
create table carrier_calls (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  window_id uuid not null references carrier_windows,
  -- As Asterisk calls it: alaw.
  codec text not null check (codec ~ '^[a-z0-9]{1,20}$')
);
create index carrier_calls_of_window on carrier_calls (window_id);
select protect_tenant_table('carrier_calls');
