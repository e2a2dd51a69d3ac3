-- Calls that were answered and on which nobody is heard. `silent_since` is set by the detection or by the desk, and stays as a
-- fact; `silent_result` is what a person found; `ended_silent` is settled by the end (events call.silent, call.silent_settled
-- and call.ended).
alter table calls add column silent_since timestamptz,
  add column silent_media text check (silent_media in ('flowing', 'none', 'unknown')),
  add column silent_result text check (silent_result in ('cannot_speak', 'spoke', 'no_sign')),
  add column ended_silent boolean not null default false,
  add constraint calls_silent check ((silent_since is null) = (silent_media is null) and (silent_result is null or silent_since is not null)
    and not (ended_silent and silent_since is null));
create trigger calls_silent_doorbell after update of silent_since, silent_result on calls for each row
  when (new.silent_since is not null) execute function ring_telephony();

-- What was heard of the caller of a silent call: one row per event call.sign_heard.
create table call_signs (
  call_id uuid not null references calls,
  number integer not null check (number > 0),
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('tap', 'short', 'voice', 'key')),
  digit text check (digit ~ '^[0-9A-D*#]$'),
  ms integer check (ms >= 0),
  heard_at timestamptz not null,
  primary key (call_id, number),
  check ((kind = 'key') = (digit is not null))
);
select protect_tenant_table('call_signs', 'select, insert');

-- What the desk did: a step of the procedure, or a question with its answer (events call.silent_step, call.silent_answered).
-- `outcome` is whether the exchange could play the prompt.
create table call_silent_steps (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  call_id uuid not null references calls,
  step text check (step in ('ask_aloud', 'ask_sign', 'play_prompt', 'listen')),
  question text,
  answer text check (answer in ('yes', 'no', 'unclear')),
  user_id uuid not null references users,
  done_at timestamptz not null,
  outcome text check (outcome in ('played', 'failed')),
  check ((step is null) = (question is not null) and (question is null) = (answer is null)),
  check (outcome is null or step = 'play_prompt')
);
create index call_silent_steps_call on call_silent_steps (call_id, done_at);
select protect_tenant_table('call_silent_steps', 'select, insert, update');
create trigger call_silent_steps_doorbell after insert on call_silent_steps for each row
  when (new.step = 'play_prompt') execute function ring_telephony();

-- The numbers of the procedure and the language beside Indonesian, per regency.
create table silent_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('silent_settings', 'select, insert, update');
-- Regencies that were founded before; later ones get theirs from the feature's seed. The languages as in silent-rules.ts.
insert into silent_settings (id, tenant_id, content)
select gen_random_uuid(), id, jsonb_build_object('silentAfterS', 8, 'answerWaitS', 8, 'listenS', 20, 'promptRounds', 2, 'answerGapMs', 2000,
  'threshold', 100, 'gapMs', 200, 'tapMs', 120, 'voiceMs', 700, 'localLanguage',
  case when region_code ~ '^35\.2[6-9]' then 'other' when region_code ~ '^3[345]' then 'jv' when region_code ~ '^32' then 'su'
    when region_code ~ '^(61|14|21)' then 'ms' else 'none' end)
from tenants;

-- Two more things that callers may hear: how to give a sign, in Indonesian and in the language of the regency.
alter table prompts drop constraint prompts_name_check;
alter table prompts add constraint prompts_name_check
  check (name in ('announcement', 'please-wait', 'hold', 'all-busy', 'soon-answered', 'call-back', 'call-back-thanks', 'silent',
    'silent-local'));
insert into prompts (id, tenant_id, name)
select gen_random_uuid(), t.id, p.name from tenants t cross join unnest(array['silent', 'silent-local']) as p (name);

-- The caller of an incident cannot speak, and nobody may call back: the telephone could give them away.
alter table incidents add column caller_cannot_speak boolean not null default false;
