-- What the sound of a call went through on one leg, measured at its end; figures only (event call.sound_measured holds them
-- all). `incoming` is what the desk heard, `outgoing` what the exchange heard of the desk.
create table leg_sounds (
  -- Made by whoever measured: the same report sent twice is one row.
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  leg_id uuid not null references call_legs unique,
  stored_at timestamptz not null,
  codec text not null check (codec in ('opus', 'alaw', 'other')),
  incoming_packets integer,
  incoming_lost integer,
  incoming_jitter_ms real,
  incoming_mos real,
  outgoing_packets integer,
  outgoing_lost integer,
  outgoing_jitter_ms real,
  outgoing_mos real,
  round_trip_ms real,
  worst_mos real,
  poor_seconds integer not null,
  check (num_nulls(incoming_packets, incoming_lost, incoming_jitter_ms, incoming_mos) in (0, 4)),
  check (num_nulls(outgoing_packets, outgoing_lost, outgoing_jitter_ms, outgoing_mos) in (0, 4))
);
create index leg_sounds_call on leg_sounds (tenant_id, call_id);
create index leg_sounds_latest on leg_sounds (tenant_id, stored_at desc);
select protect_tenant_table('leg_sounds', 'select, insert');

-- The checks of the desks' telephones before a shift (event desk.checked).
create table desk_checks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  -- Due once per session; no reference, because sessions are tidied away.
  session_id uuid,
  checked_at timestamptz not null,
  verdict text not null check (verdict in ('good', 'warned', 'skipped', 'interrupted')),
  problems text[] not null,
  level real,
  clipped_percent real,
  back_level real,
  round_trip_ms real,
  loss_percent real,
  jitter_ms real,
  check ((verdict = 'warned') = (cardinality(problems) > 0))
);
create index desk_checks_latest on desk_checks (tenant_id, user_id, checked_at desc);
select protect_tenant_table('desk_checks', 'select, insert');
