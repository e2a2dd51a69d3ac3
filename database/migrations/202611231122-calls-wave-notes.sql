-- What people did about a wave. Written by supervisors, also after it is over; nothing of it touches a call.
create table wave_notes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  wave_id uuid not null references waves,
  done text not null check (done in ('called_back', 'case_opened', 'merged', 'surge', 'school_called', 'campaign_planned', 'operator_told', 'nothing_needed', 'other')),
  -- Where the code does not say it all. Of a wave about a number it is forgotten with the number.
  words text check (length(words) between 1 and 300),
  by_user uuid not null references users,
  at timestamptz not null
);
create index wave_notes_of on wave_notes (wave_id, at);
select protect_tenant_table('wave_notes', 'select, insert, update');
