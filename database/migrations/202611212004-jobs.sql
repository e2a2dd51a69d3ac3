-- Jobs are added in the transaction of the change that asks for them. graphile-worker's own schema is made by its
-- migrations (run by the owner just before these); the application reaches it only through this function.
create function enqueue_job(task text, payload json, run_at timestamptz default null, job_key text default null) returns void
language sql security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key)
$$;
revoke execute on function enqueue_job from public;
grant execute on function enqueue_job to sigap_app, sigap_system;
