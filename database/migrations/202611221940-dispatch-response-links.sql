-- A page of one assignment for a body without accounts: whoever has the link answers for it. Its token stands in the message alone.
create table response_links (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  assignment_id uuid not null references assignments,
  -- Whom it was made for; null: nobody by name.
  contact_id uuid references duty_contacts,
  token_hash bytea not null unique,
  made_by uuid references users,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  withdrawn_at timestamptz,
  check (expires_at > made_at)
);
create index response_links_assignment on response_links (assignment_id, made_at desc);
select protect_tenant_table('response_links');

-- What was done by a link, under an id its page chose: sent twice, it counts once.
create table response_acts (
  link_id uuid not null references response_links,
  tenant_id uuid not null references tenants,
  client_id uuid not null,
  kind text not null check (kind in ('acknowledge', 'reject', 'en_route', 'arrive', 'finish', 'words')),
  -- The device's own clock, as it said it.
  device_at timestamptz,
  done_at timestamptz not null,
  primary key (link_id, client_id)
);
select protect_tenant_table('response_acts', 'select, insert');
