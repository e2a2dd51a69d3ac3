-- A call that was kept waiting because of its number's history (features/calls/history-rules.ts): once in its life, by whom, and when.
alter table calls
  add column passed_at timestamptz,
  add column passed_by uuid references calls,
  add constraint calls_passed check ((passed_at is null) = (passed_by is null));
create index calls_passed on calls (tenant_id, passed_at) where passed_at is not null;

-- Since when history orders nothing in this regency although its settings say so: a promise was not kept. Saving the settings ends it.
alter table queue_settings add column history_stopped_at timestamptz;
