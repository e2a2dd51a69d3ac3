-- The sealer's position is worth something only in the cluster whose transaction ids it counts (installation.epoch).
alter table sealer_position add column epoch integer not null default 1;

-- The head of each tenant's chain at the end of each day, signed; published, so that a third party who kept one can
-- show later that nothing before it was changed, removed or put in.
create table chain_heads (
  tenant_id uuid not null,
  -- The day that ended, in the tenant's zone.
  day date not null,
  chain_no bigint not null check (chain_no > 0),
  hash bytea not null check (length(hash) = 32),
  -- Ed25519: the raw 32 bytes of the public key and the 64 of the signature (RFC 8032).
  public_key bytea not null check (length(public_key) = 32),
  signature bytea not null check (length(signature) = 64),
  signed_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, day)
);
select protect_tenant_table('chain_heads', 'select, insert');
create trigger chain_heads_append_only before update or delete or truncate on chain_heads for each statement execute function refuse_change();
