-- The evidence pack of a case for the police: prepared by one person, signed by another, kept sealed, erased with the case. What is in it
-- lies in one file under attachments/ whose key is here: the draft as JSON while it waits, the signed PDF afterwards.
create table case_packs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  case_id uuid not null references caller_cases,
  number integer not null check (number > 0),
  state text not null check (state in ('prepared', 'signed', 'withdrawn')),
  calls integer not null check (calls > 0),
  -- Why it was prepared; words of a person.
  reason text,
  salt bytea not null,
  prepared_at timestamptz not null,
  prepared_by uuid not null references users,
  content_sha256 bytea not null check (length(content_sha256) = 32),
  decided_at timestamptz,
  -- Null: withdrawn because its case ended.
  decided_by uuid references users,
  withdraw_reason text,
  file_id uuid not null,
  path text not null,
  key_number integer,
  wrapped_key bytea,
  bytes integer,
  file_sha256 bytea check (length(file_sha256) = 32),
  erased_at timestamptz,
  unique (case_id, number),
  check ((state = 'prepared') = (decided_at is null)),
  check (state <> 'signed' or (decided_by is not null and decided_by <> prepared_by and file_sha256 is not null and bytes is not null)),
  check (state <> 'withdrawn' or wrapped_key is null),
  check (erased_at is null or (wrapped_key is null and reason is null and withdraw_reason is null))
);
create unique index case_packs_waiting on case_packs (case_id) where state = 'prepared';
create index case_packs_newest on case_packs (tenant_id, prepared_at desc);
select protect_tenant_table('case_packs', 'select, insert, update');

-- Its words and legal texts; an empty content is the seeds (features/callers/pack-setting.ts).
create table case_pack_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('case_pack_settings', 'select, insert, update');
insert into case_pack_settings (id, tenant_id, content) select gen_random_uuid(), id, '{}' from tenants;
