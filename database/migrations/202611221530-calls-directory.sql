-- Whom a call taker can call from the desk: emergency numbers, companies, hospitals, neighbouring centres. Duty telephones of
-- agencies are not here: they come from `duty_contacts` and `agencies`.
create table directory_entries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- features/calls/directory.ts, directoryContent
  content jsonb not null,
  version integer not null default 1
);
create index directory_entries_tenant on directory_entries (tenant_id);
select protect_tenant_table('directory_entries', 'select, insert, update');
-- What a new regency begins with (features/calls/directory.ts), for those that are there already.
insert into directory_entries (id, tenant_id, content)
  select gen_random_uuid(), t.id, seed.content from tenants t, (values
  ('{"name":"Polisi 110","nameEn":"Police 110","number":"110","group":"emergency","words":"polres polsek kriminal","position":10,"active":true}'::jsonb),
  ('{"name":"Pemadam kebakaran 113","nameEn":"Fire brigade 113","number":"113","group":"emergency","words":"damkar api","position":20,"active":true}'::jsonb),
  ('{"name":"Basarnas 115","nameEn":"Search and rescue 115","number":"115","group":"emergency","words":"sar hanyut hilang","position":30,"active":true}'::jsonb),
  ('{"name":"Ambulans 119 (PSC/NCC)","nameEn":"Ambulance 119","number":"119","group":"emergency","words":"psc medis kesehatan gawat","position":40,"active":true}'::jsonb),
  ('{"name":"PLN 123","nameEn":"Electricity 123","number":"123","group":"utility","words":"listrik padam kabel token","position":50,"active":true}'::jsonb),
  ('{"name":"PDAM","nameEn":"Water company","number":null,"group":"utility","words":"air bocor pipa","position":60,"active":true}'::jsonb),
  ('{"name":"Gangguan gas (PGN)","nameEn":"Gas company","number":null,"group":"utility","words":"pgn gas bocor","position":70,"active":true}'::jsonb),
  ('{"name":"RSUD – IGD","nameEn":"Regency hospital, emergency room","number":null,"group":"health","words":"rumah sakit","position":80,"active":true}'::jsonb),
  ('{"name":"PMI – Unit donor darah","nameEn":"Red Cross, blood bank","number":null,"group":"health","words":"darah","position":90,"active":true}'::jsonb),
  ('{"name":"SAPA 129","nameEn":"Women and children 129","number":"129","group":"counselling","words":"ppa kdrt anak","position":100,"active":true}'::jsonb),
  ('{"name":"Pusat 112 daerah tetangga","nameEn":"Neighbouring 112 centre","number":null,"group":"neighbour","words":"ntpd luar daerah perbatasan","position":110,"active":true}'::jsonb)
) as seed (content);
