-- Bodies of health care read what is said of somebody's health; others that only support read place and task.
alter table agencies add column medical boolean not null default false;
update agencies set medical = true where code in ('PSC119', 'DINKES', 'RSUD', 'PUSKESMAS', 'PMI');
