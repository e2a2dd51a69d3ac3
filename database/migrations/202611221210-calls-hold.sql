-- A desk holds its caller since then (events call.held and call.resumed); nobody is held outside of a conversation.
alter table calls add column held_since timestamptz,
  add constraint calls_held check (held_since is null or state = 'answered');
