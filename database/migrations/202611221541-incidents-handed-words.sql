-- What somebody had typed about a call and not saved when the call was taken over from them: on its way to whoever has it
-- now, and gone when it is there.
create table handed_words (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  content jsonb not null,
  at timestamptz not null
);
select protect_tenant_table('handed_words');
