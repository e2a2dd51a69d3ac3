-- A call that was picked up at the overflow number may be ended from there.
alter table calls drop constraint calls_ended_by_check;
alter table calls add constraint calls_ended_by_check check (ended_by in ('caller', 'desk', 'outside', 'system'));
