-- A third person in a call, or whom the desk called by itself (asked `out`): one row from the dialling to the end. Asterisk
-- follows these rows (features/calls/server/party/party-board.ts).
create table call_parties (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  -- Who asked for it.
  user_id uuid not null references users,
  asked text not null check (asked in ('consult', 'blind', 'out')),
  -- Who speaks with whom.
  mode text not null check (mode in ('consult', 'blind', 'conference', 'handed_over', 'out')),
  entry_id uuid references directory_entries,
  agency_id uuid references agencies,
  contact_id uuid references duty_contacts,
  -- Erasable: whom that was, as the directory named it then, and what was dialled.
  label text,
  number text,
  pbx_channel text not null,
  called_at timestamptz not null,
  answered_at timestamptz,
  handed_over_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('busy', 'no_answer', 'failed', 'taken_back', 'left', 'line_lost', 'desk_gone', 'call_ended')),
  hangup_cause integer,
  check ((ended_at is null) = (outcome is null)),
  check (mode not in ('conference', 'handed_over') or answered_at is not null),
  check ((mode = 'handed_over') = (handed_over_at is not null)),
  check ((asked = 'out') = (mode = 'out'))
);
-- A call has one third person at a time.
create unique index call_parties_open on call_parties (call_id) where ended_at is null;
create index call_parties_call on call_parties (call_id, called_at);
select protect_tenant_table('call_parties');
create trigger call_parties_doorbell after insert or update of mode, ended_at on call_parties
  for each row execute function ring_telephony();

-- Calls that a desk made and no telephony process has taken up yet.
create index calls_to_place on calls (arrived_at) where direction = 'outbound' and pbx_app is null and state = 'arrived';
