-- Roles: the owner migrates; `sigap_app` serves people and sees one tenant at a time; `sigap_system` is the machinery
-- (live tail, sealer, timers, sign-in by username) and sees all tenants. Neither owns a table. Roles belong to the
-- cluster, so they may exist already (a second database on the same server, a restored one).
do $$
begin
  if not exists (select from pg_roles where rolname = 'sigap_app') then create role sigap_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'sigap_system') then create role sigap_system nologin; end if;
end $$;
grant usage on schema public to sigap_app, sigap_system;
revoke create on schema public from public;

-- Every table with a tenant_id goes through this: row-level security for the application, all rows for the machinery.
create function protect_tenant_table(target regclass, privileges text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant_only on %s to sigap_app using (tenant_id = current_setting(''sigap.tenant'')::uuid) with check (tenant_id = current_setting(''sigap.tenant'')::uuid)', target);
  execute format('create policy machinery on %s to sigap_system using (true) with check (true)', target);
  execute format('grant %s on %s to sigap_app, sigap_system', privileges, target);
end $$;

-- One row: which cluster this database lives in. Another system identifier (dump and restore) or an explicit restore
-- raises the epoch, and every screen with a cursor of an older epoch is told to start afresh.
create table installation (
  singleton boolean primary key default true check (singleton),
  epoch integer not null default 1 check (epoch > 0),
  system_identifier text not null,
  created_at timestamptz not null default clock_timestamp()
);
grant select on installation to sigap_app, sigap_system;

-- Audit trail, timeline, live feed, listeners' source and replay in one append-only table (design: the flow).
-- It carries ids, codes, times and figures; never a name, number, address, coordinate, free text or audio.
create table events (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid not null,
  name text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
  subject_type text not null,
  subject_id uuid not null,
  audience text[] not null check (cardinality(audience) > 0),
  actor_kind text not null check (actor_kind in ('user', 'system', 'link', 'public')),
  actor_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  clock text not null check (clock in ('server', 'asterisk', 'device', 'operator', 'import')),
  content jsonb not null default '{}'
);
create index events_cursor on events (xid, seq);
create index events_subject on events (tenant_id, subject_type, subject_id, seq);
select protect_tenant_table('events', 'select, insert');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Table % is append-only: correct it by a further row', tg_table_name;
end $$;
create trigger events_append_only before update or delete or truncate on events for each statement execute function refuse_change();

-- A doorbell per transaction, not a message: NOTIFY takes a global lock at commit, so it is rung once and carries nothing.
create function ring_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('events', '');
  return null;
end $$;
create trigger events_doorbell after insert on events for each statement execute function ring_events();

-- The chain: written by the sealer behind the writers, one gapless number per tenant, each hash over the one before.
create table event_seals (
  tenant_id uuid not null,
  chain_no bigint not null check (chain_no > 0),
  seq bigint not null unique references events (seq),
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, chain_no)
);
select protect_tenant_table('event_seals', 'select, insert');
create trigger event_seals_append_only before update or delete or truncate on event_seals for each statement execute function refuse_change();
-- What the sealer has not done yet, and up to where it has read.
create table sealer_position (
  singleton boolean primary key default true check (singleton),
  xid xid8 not null default '0',
  seq bigint not null default 0
);
insert into sealer_position default values;
grant select, update on sealer_position to sigap_system;

-- What must happen at a time unless something else happens first. Fired in the transaction of its effect, so once.
create table deadlines (
  tenant_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  due_at timestamptz not null,
  set_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  primary key (tenant_id, kind, subject_id)
);
create index deadlines_due on deadlines (due_at);
select protect_tenant_table('deadlines');
create function ring_deadlines() returns trigger language plpgsql as $$
begin
  perform pg_notify('deadlines', '');
  return null;
end $$;
create trigger deadlines_doorbell after insert or update on deadlines for each statement execute function ring_deadlines();

-- A command sent twice takes effect once: the key is inserted in the command's transaction, the answer kept with it.
create table idempotency_keys (
  tenant_id uuid not null,
  owner text not null,
  key text not null check (length(key) between 8 and 200),
  request_hash bytea not null,
  status integer not null,
  response jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, owner, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
select protect_tenant_table('idempotency_keys');
