-- Days on which somebody does not work: leave, sickness, permission. Only those who plan see which; a withdrawn one is kept.
create table leaves (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users,
  kind text not null check (kind in ('leave', 'sick', 'permission')),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  noted_by uuid not null references users,
  noted_at timestamptz not null,
  withdrawn_at timestamptz
);
create index leaves_days on leaves (tenant_id, to_day, from_day) where withdrawn_at is null;
select protect_tenant_table('leaves', 'select, insert, update');
