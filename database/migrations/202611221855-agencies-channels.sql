-- How messages leave the centre: mail, SMS, WhatsApp, notifications. One row per regency; the passwords of its servers and
-- gateways lie encrypted beside it and are no part of its versions.
create table channel_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  secrets bytea,
  version integer not null default 1
);
select protect_tenant_table('channel_settings', 'select, insert, update');

-- What is to be sent and what became of it: one recipient, one channel. Written with what it is about, sent by a job. An open one
-- has a time (`give_up_at`, also a row in `deadlines`) after which it is failed and told.
create table messages (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'push')),
  purpose text not null check (purpose ~ '^[a-z_]{3,40}$'),
  subject_type text not null,
  subject_id uuid not null,
  -- Whose agency's it is, where it is one's.
  agency_id uuid references agencies,
  -- Topics of its events.
  audience text[] not null check (cardinality(audience) > 0),
  state text not null check (state in ('queued', 'sent', 'failed', 'cancelled')),
  queued_at timestamptz not null,
  give_up_at timestamptz not null,
  ended_at timestamptz,
  -- Why it failed.
  code text,
  attempts integer not null default 0,
  asked_by uuid references users,
  check ((state = 'queued') = (ended_at is null)),
  check ((state = 'failed') = (code is not null))
);
create index messages_subject on messages (subject_id, purpose);
create index messages_newest on messages (tenant_id, queued_at desc, id desc);
select protect_tenant_table('messages', 'select, insert, update');

-- To whom and in which words; may be erased, and is after as many days as `channel_settings` say.
create table message_words (
  message_id uuid primary key references messages,
  tenant_id uuid not null references tenants,
  -- A mail address, a number, or the id of a push subscription.
  recipient text,
  title text,
  text text,
  path text,
  erased_at timestamptz
);
select protect_tenant_table('message_words', 'select, insert, update');

create table message_attempts (
  message_id uuid not null references messages,
  number integer not null check (number > 0),
  tenant_id uuid not null references tenants,
  at timestamptz not null,
  ms integer not null check (ms >= 0),
  -- Null: it was taken.
  code text,
  primary key (message_id, number)
);
select protect_tenant_table('message_attempts', 'select, insert');

-- A browser that wants notifications. Deleted when its person turns them off, or the push service says that it is gone.
create table push_subscriptions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null,
  unique (tenant_id, endpoint)
);
create index push_subscriptions_user on push_subscriptions (user_id);
select protect_tenant_table('push_subscriptions');

insert into channel_settings (id, tenant_id, content) select gen_random_uuid(), id, '{}'::jsonb from tenants;
