-- The lines by which a regency's calls come in. One of them is that of the centre's own settings (way `centre`): its
-- addresses lie in tenants.settings. What is known of a line at this moment stands beside what was set.
create table lines (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- Part of its name in the exchange, for life.
  key text not null check (key ~ '^[a-z0-9]{8}$'),
  content jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  -- As telephony saw it last; null: not known, or nothing to see.
  registration text check (registration in ('registered', 'trying', 'refused')),
  reach text check (reach in ('reachable', 'unreachable')),
  seen_at timestamptz,
  -- Why the exchange does not take the newest settings; the earlier ones stay in force.
  problem text,
  last_success_at timestamptz,
  -- No canary came through for longer than the alarm's time (events line.down and line.up).
  down_since timestamptz,
  unique (tenant_id, key)
);
create unique index lines_centre on lines (tenant_id) where content->>'way' = 'centre';
select protect_tenant_table('lines');
create trigger lines_doorbell after insert or update of content on lines for each row execute function ring_telephony();

-- Passwords of registrations, encrypted with the installation's key: a content names one by its id.
create table line_secrets (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  line_id uuid not null references lines,
  cipher bytea not null,
  made_at timestamptz not null default clock_timestamp()
);
select protect_tenant_table('line_secrets');

-- Synthetic calls, one per line and minute. Never a row in `calls`: nobody called.
create table canaries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  line_id uuid not null references lines,
  due_at timestamptz not null,
  -- How much of the way it went: inside the exchange, in from an address of the line, out by the operator and back.
  coverage text check (coverage in ('inside', 'entry', 'loop')),
  placed_at timestamptz,
  answer_ms integer,
  -- Whether our server led it; the exchange answers alone when it is away.
  led boolean,
  sip_status integer,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'slow', 'silent', 'refused', 'no_response', 'unreachable', 'no_telephony', 'broken_off')),
  check ((outcome is null) = (ended_at is null))
);
create unique index canaries_open on canaries (line_id) where ended_at is null;
create index canaries_of_line on canaries (tenant_id, line_id, due_at);
select protect_tenant_table('canaries');
create trigger canaries_doorbell after insert on canaries for each row execute function ring_telephony();

insert into lines (id, tenant_id, key, content)
  select gen_random_uuid(), id, 'centre00', jsonb_build_object('name', 'Jalur utama', 'active', true, 'way', 'centre', 'peers', '[]'::jsonb,
    'server', '', 'transport', 'udp', 'srtp', false, 'username', '', 'secretId', null, 'qualify', false, 'privateNetwork', false,
    'callerStrip', '', 'callerAdd', '', 'canary', jsonb_build_object('everyS', 60, 'alarmAfterS', 180, 'number', ''))
  from tenants;
insert into deadlines (tenant_id, kind, subject_id, due_at)
  select tenant_id, 'canary.due', id, clock_timestamp() from lines;

-- What strangers did at the exchange's door, counted by minute, source and kind; no name, no number, no account. It is of no
-- regency: whoever knocks unknown is nobody's.
create table knocks (
  minute timestamptz not null,
  source inet not null,
  kind text not null check (kind in ('unknown', 'wrong_password', 'refused', 'overload')),
  count integer not null check (count > 0),
  primary key (minute, source, kind)
);
grant select on knocks to sigap_app;
grant select, insert, update, delete on knocks to sigap_system;
-- How far the exchange's security log was read.
create table security_log_positions (
  pbx_system text primary key,
  key text not null,
  position bigint not null check (position >= 0)
);
grant select, insert, update on security_log_positions to sigap_system;

-- Whether a number had its turn (features/calls/rules.ts): one look into an index, however many calls of it wait.
create index calls_served on calls (tenant_id, caller_e164, first_offered_at desc) where first_offered_at is not null;
