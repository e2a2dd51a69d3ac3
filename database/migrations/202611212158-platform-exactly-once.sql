-- A deadline whose handler failed keeps its due time (handlers compare it) and waits until `retry_at`.
alter table deadlines add column retry_at timestamptz;

-- A job runs at least once: its worker may die between the effect and telling the queue. The effect's transaction leaves
-- the job's number here, so a repetition finds it and changes nothing.
create table finished_jobs (
  tenant_id uuid not null,
  job_id bigint not null,
  finished_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, job_id)
);
create index finished_jobs_age on finished_jobs (finished_at);
select protect_tenant_table('finished_jobs', 'select, insert');

-- The machinery watches for old write transactions, which hold back every event. A server whose owner may not grant this
-- works without that one figure.
do $$
begin
  grant pg_read_all_stats to sigap_system;
exception when insufficient_privilege then
  raise notice 'The age of old transactions will not be shown: the owner may not grant pg_read_all_stats';
end $$;
