-- Calls that the machine makes to a telephone on duty: it speaks, and takes a key. Asked for by a row, dialled by whichever telephony
-- process takes it; never a row in `calls`, so that no figure of the public's calls can hold one. An open one has a time
-- (`give_up_at`, also a row in `deadlines`) after which it is over, whatever became of who dialled it.
create table duty_calls (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- What it is about, and whose telephone rings.
  subject_type text not null,
  subject_id uuid not null,
  agency_id uuid not null references agencies,
  contact_id uuid references duty_contacts,
  audience text[] not null check (cardinality(audience) > 0),
  asked_at timestamptz not null,
  give_up_at timestamptz not null,
  ring_seconds integer not null check (ring_seconds between 5 and 120),
  press_seconds integer not null check (press_seconds between 5 and 120),
  pbx_system text,
  pbx_app text,
  placed_at timestamptz,
  picked_up_at timestamptz,
  pressed text check (pressed in ('1', '2')),
  repeats integer not null default 0,
  ended_at timestamptz,
  result text check (result in ('accepted', 'rejected', 'no_press', 'hung_up', 'no_answer', 'busy', 'declined', 'unreachable', 'no_line',
    'broken_off', 'cancelled')),
  check ((result is null) = (ended_at is null)),
  check (picked_up_at is null or placed_at is not null)
);
create index duty_calls_subject on duty_calls (subject_id);
create index duty_calls_open on duty_calls (tenant_id) where ended_at is null;
select protect_tenant_table('duty_calls', 'select, insert, update');

-- Which number, and what is spoken; erased with the call's end plus the days of the regency's messages.
create table duty_call_words (
  duty_call_id uuid primary key references duty_calls,
  tenant_id uuid not null references tenants,
  number text,
  text text,
  erased_at timestamptz
);
select protect_tenant_table('duty_call_words', 'select, insert, update');
