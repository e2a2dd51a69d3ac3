-- A clock of one category can be given up again; the incidents of it then run on the clock of their priority.
alter table clocks add column active boolean not null default true;
alter table clocks add constraint clocks_general_active check (active or category is not null);
