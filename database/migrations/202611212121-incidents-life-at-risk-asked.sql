-- Null: not asked yet. 'unknown' is an answer (asked, nobody can say), and with it an incident can be dispatched.
alter table incidents alter column life_at_risk drop default, alter column life_at_risk drop not null;
