-- The telephony processes of each Asterisk, by their names there. `instance` is the life of a process that holds the name now; null: none
-- does. `beat` rises while it lives, `epoch` with each new holder and when another process finds it silent: from then on its beats are
-- refused. No time is kept: whoever watches measures by a clock of their own that never jumps (features/calls/lease-rules.ts).
create table telephony_processes (
  pbx_system text not null,
  app text not null,
  epoch bigint not null default 1,
  instance uuid,
  beat bigint not null default 0,
  primary key (pbx_system, app)
);
grant select, insert, update, delete on telephony_processes to sigap_system;
grant select on telephony_processes to sigap_app;

-- Rises each time a call goes over to another process, or to another life of the same one: what an earlier holder still writes is refused.
alter table calls add column pbx_token bigint not null default 0;
