-- A restored dump brings transaction ids of another cluster: events of before may look newer than all that is written now.
-- So the epoch knows with which event it began, and the live feed shows none of before.
alter table installation add column first_seq bigint not null default 1 check (first_seq > 0);
