-- What a person said a call was, and on what evidence. A correction is a further row, so what stood before is never lost; the
-- columns of `calls` say what stands. Number 0 is what the columns said before rows were kept, without evidence.
create table call_judgements (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  number integer not null check (number >= 0),
  -- Null: the class was taken back.
  code text,
  before text,
  evidence text[] not null default '{}',
  user_id uuid references users,
  judged_at timestamptz not null,
  -- Why it was corrected; words of a person, so erasable.
  reason text check (length(reason) between 3 and 300),
  unique (call_id, number),
  check (number = 0 or user_id is not null)
);
select protect_tenant_table('call_judgements', 'select, insert, update');

-- The words for prank callers and the numbers around closing a call; an empty content is the seeds (closing-settings.ts).
create table closing_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('closing_settings', 'select, insert, update');
-- Regencies that were founded before; later ones get theirs from the feature's seed.
insert into closing_settings (id, tenant_id, content) select gen_random_uuid(), id, '{}' from tenants;
