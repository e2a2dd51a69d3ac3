-- How a recording lies on the disk (docs/decisions/0012-recordings-sealed.md). sha256 is that of the sound, file_sha256 that of the file.
-- wrapped_key null: a file of before, not encrypted.
alter table recordings
  add column codec text not null default 'wav' check (codec in ('wav', 'opus')),
  add column file_bytes bigint,
  add column file_sha256 bytea,
  add column key_number integer,
  add column wrapped_key bytea,
  add column peaks bytea,
  add column deleted_at timestamptz,
  add column deleted_rule text,
  -- What was deleted leaves a proof, and neither key nor picture of the sound.
  add constraint recordings_deleted check ((deleted_at is null) = (deleted_rule is null)),
  add constraint recordings_erased check (state <> 'erased' or (deleted_at is not null and wrapped_key is null and peaks is null)) not valid;
create index recordings_stored on recordings (tenant_id, stored_at) where state = 'stored';

-- The keys of a regency, each wrapped by the installation's; recordings are sealed with the newest.
create table recording_keys (
  tenant_id uuid not null references tenants,
  number integer not null,
  -- Which key of the installation wraps it.
  outer_name text not null,
  wrapped bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, number)
);
select protect_tenant_table('recording_keys');

-- How long, and in which form; editable with versions (setting kind recording_policy).
create table recording_policies (
  tenant_id uuid primary key references tenants,
  emergency_days integer not null default 730 check (emergency_days between 1 and 36500),
  nuisance_days integer not null default 90 check (nuisance_days between 1 and 36500),
  test_days integer not null default 30 check (test_days between 1 and 36500),
  information_days integer not null default 90 check (information_days between 1 and 36500),
  codec text not null default 'wav' check (codec in ('wav', 'opus')),
  version integer not null default 1
);
insert into recording_policies (tenant_id) select id from tenants;
select protect_tenant_table('recording_policies');

-- A hold keeps a recording from deletion, by rule and by hand, until somebody releases it. On an incident: all of its calls, later ones too.
create table recording_holds (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  subject_type text not null check (subject_type in ('call', 'incident')),
  subject_id uuid not null,
  subject_number bigint not null,
  reason text not null,
  placed_by uuid not null references users,
  placed_at timestamptz not null,
  released_by uuid references users,
  released_at timestamptz,
  release_reason text,
  check ((released_at is null) = (released_by is null))
);
create unique index recording_holds_open on recording_holds (tenant_id, subject_type, subject_id) where released_at is null;
select protect_tenant_table('recording_holds');

-- Deletion by hand: one asks with a reason, another person looks again.
create table recording_deletions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  recording_id uuid not null references recordings,
  reason text not null,
  asked_by uuid not null references users,
  asked_at timestamptz not null,
  decision text check (decision in ('approved', 'refused')),
  decided_by uuid references users,
  decided_at timestamptz,
  check ((decision is null) = (decided_at is null)),
  check (decided_by is distinct from asked_by or decided_by is null)
);
create unique index recording_deletions_open on recording_deletions (recording_id) where decision is null;
select protect_tenant_table('recording_deletions');

-- Who listened is the access log; this says that a listening was begun with its reason, and opens the sound to that person.
create table recording_listenings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  recording_id uuid not null references recordings,
  user_id uuid not null references users,
  reason_code text not null,
  note text,
  begun_at timestamptz not null
);
create index recording_listenings_recording on recording_listenings (recording_id);
select protect_tenant_table('recording_listenings');

-- What is wrong with recording at this moment. Subject: the call that does not grow; for the disk the regency.
create table recording_alarms (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('stalled', 'disk')),
  pbx_system text not null,
  subject_id uuid not null,
  since timestamptz not null,
  cleared_at timestamptz
);
create unique index recording_alarms_open on recording_alarms (tenant_id, kind, subject_id, pbx_system) where cleared_at is null;
select protect_tenant_table('recording_alarms');

-- Each night what is over is deleted; from then on the deadline sets itself. New regencies get theirs from the seed.
insert into deadlines (tenant_id, kind, subject_id, due_at) select id, 'calls.recording_retention', id, clock_timestamp() + interval '1 hour' from tenants;
