-- What is known of a number is read at the ring: state and class of its last calls come from the index alone, without a visit to
-- rows that lie scattered over years.
drop index calls_caller;
create index calls_caller on calls (tenant_id, caller_e164, arrived_at desc)
  include (direction, purpose, state, disposition, disposition_by, answered_by)
  where caller_e164 is not null;

-- A number somebody wrote something about, under an id that events and addresses may carry. The number itself is erased once
-- nothing is kept about it any more (deadline `caller.number_expiry`).
create table caller_numbers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  e164 text,
  added_at timestamptz not null,
  erased_at timestamptz,
  check ((e164 is null) = (erased_at is not null))
);
create unique index caller_numbers_e164 on caller_numbers (tenant_id, e164) where e164 is not null;
select protect_tenant_table('caller_numbers', 'select, insert, update');

-- A note on a number: what whoever answers should know ("anak difabel di rumah"). Its words are erasable, and each note ends.
create table caller_notes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number_id uuid not null references caller_numbers,
  kind text not null check (kind in ('disability', 'illness', 'elderly', 'child', 'danger', 'language', 'shared', 'other')),
  text text,
  salt bytea not null,
  expires_at timestamptz not null,
  written_at timestamptz not null,
  written_by uuid references users,
  version integer not null default 1,
  removed_at timestamptz,
  removed_by uuid references users,
  erased_at timestamptz,
  check ((text is null) = (erased_at is not null))
);
create index caller_notes_number on caller_notes (number_id);
select protect_tenant_table('caller_notes', 'select, insert, update');

-- What a note said, version by version; erased with the note.
create table caller_note_versions (
  note_id uuid not null references caller_notes,
  version integer not null,
  tenant_id uuid not null references tenants,
  kind text not null,
  text text,
  expires_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid references users,
  primary key (note_id, version)
);
select protect_tenant_table('caller_note_versions', 'select, insert, update');
