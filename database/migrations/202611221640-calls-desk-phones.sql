-- SIP telephones on the desk, for people who do not want the browser's. The account itself (a digest) lies with the exchange.
create table desk_phones (
  user_id uuid primary key references users,
  tenant_id uuid not null references tenants,
  sip_user text not null,
  made_by uuid not null references users,
  made_at timestamptz not null,
  -- The person takes calls there, and not in the browser.
  in_use boolean not null default false,
  -- As the exchange saw it last.
  registered boolean not null default false
);
select protect_tenant_table('desk_phones');

-- A hold of which the telephone knows nothing: the caller is led aside by our server. In force while `since` is the call's
-- held_since; what ends a hold in whatever way ends this one too (event call.held with `by: server`).
create table server_holds (
  call_id uuid primary key references calls,
  tenant_id uuid not null references tenants,
  since timestamptz not null
);
select protect_tenant_table('server_holds');
