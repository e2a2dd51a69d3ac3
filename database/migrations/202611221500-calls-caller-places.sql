-- What operators and telephones told of where callers are. Personal: rows go with the call's other personal data, the events carry
-- source, kind and flags only.
create table caller_places (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  source text not null check (source in ('aml', 'pidf', 'reference', 'carrier', 'cell')),
  -- Which text of the call it was read from (a header's name and position): read again it is the same row.
  origin text not null,
  -- `CallerPlace` of features/calls/caller-place.ts.
  place jsonb not null,
  received_at timestamptz not null,
  unique (call_id, source, origin)
);
select protect_tenant_table('caller_places', 'select, insert, delete');

-- What a regency agreed on with operators and other partners about where callers are (`placeAgreement`).
create table place_agreements (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('place_agreements', 'select, insert, update');
create trigger place_agreements_doorbell after insert or update on place_agreements
  for each row execute function ring_telephony();
insert into place_agreements (id, tenant_id, content)
  select gen_random_uuid(), id, '{"headers": [], "hosts": [], "amlKeySha256": null}' from tenants;
