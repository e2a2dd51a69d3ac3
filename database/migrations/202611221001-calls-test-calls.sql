-- Calls that the centre places to itself, to see how far one comes. The call as such is a row in `calls` (purpose test), found
-- by the number it shows; this row says who asked for it and what the calling side saw. Telephony takes it up, in
-- whichever process it runs.
create table test_calls (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- Digits that no subscriber has.
  caller text not null unique check (caller ~ '^000[0-9]{9}$'),
  requested_by uuid not null references users,
  requested_at timestamptz not null,
  placed_at timestamptz,
  -- The exchange took it up, a sound was heard, somebody answered.
  reached_at timestamptz,
  heard_at timestamptz,
  answered_at timestamptz,
  stop_asked boolean not null default false,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'unanswered', 'stopped', 'gave_way', 'refused', 'no_response', 'no_telephony', 'broken_off')),
  sip_status integer,
  check ((outcome is null) = (ended_at is null))
);
create unique index test_calls_open on test_calls (tenant_id) where ended_at is null;
create index test_calls_latest on test_calls (tenant_id, requested_at desc);
select protect_tenant_table('test_calls', 'select, insert, update');
create trigger test_calls_doorbell after insert or update of stop_asked on test_calls for each row execute function ring_telephony();
create index calls_of_tests on calls (tenant_id, caller_raw) where purpose = 'test';

-- Telephony follows what is said of regencies: their trunks, numbers and names.
create function ring_telephony_of_tenant() returns trigger language plpgsql as $$
begin
  perform pg_notify('telephony', new.id::text);
  return null;
end $$;
create trigger tenants_doorbell after insert or update of name, settings on tenants
  for each row execute function ring_telephony_of_tenant();
