-- A link for the caller of one call, sent by SMS: from the ladder of a lost call, or by the desk of a running one. Only the hash of
-- its token is kept (null: the text has not gone out yet); what the caller and the desks write by it lies in `caller_messages`.
create table caller_links (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- The caller's own call; for a call-back the call that was lost.
  call_id uuid not null references calls,
  token_hash bytea unique,
  -- Whose desk sent it; null: the ladder.
  made_by uuid references users,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  result text check (result in ('sent', 'failed')),
  opened_at timestamptz,
  check ((sent_at is null) = (result is null)),
  check (result is distinct from 'sent' or token_hash is not null)
);
create index caller_links_call on caller_links (call_id, made_at);
select protect_tenant_table('caller_links', 'select, insert, update');

-- What was written by a link, by the caller or by a desk. The words may be erased; the events carry kinds and numbers only.
create table caller_messages (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  -- By which it came; null: from a desk.
  link_id uuid references caller_links,
  number integer not null check (number > 0),
  -- Chosen by who sends it: sent again after a lost answer it is the same message.
  client_id uuid not null,
  kind text not null check (kind in ('words', 'need_help', 'safe', 'call_back', 'place')),
  words text,
  -- Of a desk.
  written_by uuid references users,
  written_at timestamptz not null,
  -- Of the caller: since then a person of the centre has it on screen.
  seen_at timestamptz,
  erased_at timestamptz,
  unique (call_id, number),
  unique (call_id, client_id),
  check ((link_id is null) = (written_by is not null)),
  check (kind = 'words' or words is null),
  check (link_id is not null or (kind = 'words' and seen_at is null))
);
create index caller_messages_unseen on caller_messages (call_id) where seen_at is null and link_id is not null;
select protect_tenant_table('caller_messages', 'select, insert, update');

-- Who looked at what the caller of somebody else's call wrote; the reason is in `access_log`. Opens it to that person for a shift.
create table caller_message_looks (
  call_id uuid not null references calls,
  user_id uuid not null references users,
  tenant_id uuid not null references tenants,
  opened_at timestamptz not null,
  primary key (call_id, user_id)
);
select protect_tenant_table('caller_message_looks', 'select, insert, update');

-- Words or a button by the link are a sign of a silent call.
alter table call_signs drop constraint call_signs_kind_check;
alter table call_signs add constraint call_signs_kind_check check (kind in ('tap', 'short', 'voice', 'key', 'link'));

-- A telephone tells its place by the link.
alter table caller_places drop constraint caller_places_source_check;
alter table caller_places add constraint caller_places_source_check check (source in ('aml', 'link', 'pidf', 'reference', 'carrier', 'cell'));

-- The caller wrote that they want something; also of a call that had no ladder until then.
alter table follow_ups add column wanted_at timestamptz;
alter table follow_ups drop constraint follow_ups_cause_check;
alter table follow_ups add constraint follow_ups_cause_check check (cause in ('left_queue', 'failed', 'cut', 'silent', 'dropped', 'wrote'));

-- The shipped text leads to the link; a regency's own text stays as it is.
update follow_up_settings set content = jsonb_set(content, '{smsText}',
  '"Call center 112: panggilan Anda tadi terputus. Bila masih perlu bantuan, hubungi 112. Tanpa bicara: {tautan}"')
where content ->> 'smsText' = 'Call center 112: panggilan Anda tadi terputus. Bila masih perlu bantuan, silakan hubungi 112 kembali.';
