-- Another system of the regency that is told by HTTP what happens (Standard Webhooks). What it is told holds ids, codes and times only.
create table webhooks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  content jsonb not null,
  version integer not null default 1,
  -- The secret it signs with, encrypted with a key of this installation.
  cipher bytea not null,
  -- The number in the event chain up to which it has been looked at.
  followed_to bigint not null,
  -- One process at a time sends, so that events arrive in their order; one that died lets go by this.
  leased_until timestamptz,
  made_at timestamptz not null
);
select protect_tenant_table('webhooks');

create table webhook_deliveries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  webhook_id uuid not null references webhooks,
  -- The event it tells of; null: a trial, which an administrator asked for.
  seq bigint,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  made_at timestamptz not null,
  -- When it is tried next.
  due_at timestamptz,
  ended_at timestamptz,
  -- Of the last attempt: the status that came back, or why none came.
  status integer,
  problem text check (problem in ('status', 'timeout', 'unreachable', 'redirect', 'secret')),
  unique (webhook_id, seq),
  check ((state = 'waiting') = (due_at is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at, seq) where state = 'waiting';
create index webhook_deliveries_listed on webhook_deliveries (webhook_id, made_at desc, id desc);
select protect_tenant_table('webhook_deliveries');
