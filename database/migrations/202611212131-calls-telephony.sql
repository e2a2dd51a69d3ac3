-- The process that claimed the call (its application name in Asterisk). Null: nobody claimed it, Asterisk's own queue rang.
alter table calls add column pbx_app text;
-- The desk of an answered call is gone and nobody has taken over yet: it comes first in the queue.
alter table calls add column unattended_since timestamptz;
alter table calls add check (unattended_since is null or state = 'answered');
create index calls_waiting on calls (tenant_id, arrived_at) where state = 'queued' or unattended_since is not null;
create index calls_owned on calls (pbx_app) where state in ('arrived', 'queued', 'offered', 'answered');
-- A call rings at one desk at a time.
create unique index call_offers_ringing on call_offers (call_id) where ended_at is null;

-- The processes that hold Asterisk's channels follow the tables: a doorbell, not a message.
create function ring_telephony() returns trigger language plpgsql as $$
begin
  perform pg_notify('telephony', new.tenant_id::text);
  return null;
end $$;
create trigger call_offers_doorbell after insert or update on call_offers for each row execute function ring_telephony();
create trigger calls_doorbell after update of state, unattended_since on calls for each row execute function ring_telephony();
create trigger presences_doorbell after update of state, reachable on presences for each row
  when (new.state = 'ready' and new.reachable) execute function ring_telephony();

-- How far Asterisk's own record of each machine has been read, in bytes. Reading it again changes nothing.
create table cel_positions (
  pbx_system text primary key,
  position bigint not null check (position >= 0)
);
grant select, insert, update on cel_positions to sigap_system;
