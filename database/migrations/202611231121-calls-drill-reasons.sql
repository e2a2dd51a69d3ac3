-- Why a drill did not begin: how often it was looked at in vain, by what stood in the way (features/calls/drill.ts, drillObstacles).
alter table drills
  add column looks_waiting integer not null default 0 check (looks_waiting >= 0),
  add column looks_other_drill integer not null default 0 check (looks_other_drill >= 0),
  add column looks_few_ready integer not null default 0 check (looks_few_ready >= 0);

-- Two scenarios more of standards.md 5E: somebody who speaks a local language only, and somebody who sounds drunk.
alter table drills drop constraint drills_scenario_check;
alter table drills add constraint drills_scenario_check
  check (scenario in ('whisper', 'child', 'silent_tapper', 'prank_history', 'local_language', 'drunk'));

-- Incidents that desks opened after their drill was told stayed open: they end now, as every later one does (features/outcomes).
insert into deadlines (tenant_id, kind, subject_id, due_at)
  select i.tenant_id, 'incident.drill_over', i.id, clock_timestamp() from incidents i
  where i.purpose = 'drill' and i.state not in ('CANCELLED', 'CLOSED', 'RESOLVED')
    and not exists (select from incident_calls l join drills d on d.call_id = l.call_id
      where l.incident_id = i.id and d.revealed_at is null)
  on conflict do nothing;
