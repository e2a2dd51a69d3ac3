-- What somebody has typed about a call and not saved: outlives the tab it is typed in, for whoever has the call next. Erased
-- when it is saved, and after a day.
create table typed_words (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  content jsonb not null,
  at timestamptz not null
);
select protect_tenant_table('typed_words');
