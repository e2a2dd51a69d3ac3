create extension if not exists pg_trgm;

-- What can be searched is made from the words in the very rows that can be erased: once the words go, it goes.
alter table incident_particulars
  add column words text generated always as
    (lower(coalesce(place_text, '') || ' ' || coalesce(landmark, '') || ' ' || coalesce(description, ''))) stored,
  add column found_by tsvector generated always as
    (to_tsvector('simple', coalesce(place_text, '') || ' ' || coalesce(landmark, '') || ' ' || coalesce(description, ''))) stored;
alter table incident_notes
  add column found_by tsvector generated always as (to_tsvector('simple', coalesce(text, ''))) stored;
create index incident_particulars_found on incident_particulars using gin (found_by);
create index incident_particulars_words on incident_particulars using gin (words gin_trgm_ops);
create index incident_notes_found on incident_notes using gin (found_by);
create index incidents_village on incidents (tenant_id, village_code);
create index incidents_district on incidents (tenant_id, district_code);
create index incidents_type on incidents (tenant_id, incident_type_id);

-- Which incidents of the running tenant hold a word. Row-level security lets no index be used for operators that are not
-- leakproof, so this one function reads as the owner and checks the tenant itself; who may see what it finds is decided by
-- the statement that asks. `word`: lower case, letters and digits only. `only_agency`: notes of that agency's assignments alone.
create function incidents_with_word(word text, only_agency uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.incident_id from incident_particulars p
    where p.tenant_id = current_setting('sigap.tenant')::uuid
      and (p.found_by @@ to_tsquery('simple', word || ':*')
        or (length(word) >= 4 and p.words like '%' || word || '%')
        or (length(word) >= 5 and word <% p.words))
  union
  select n.incident_id from incident_notes n left join assignments a on a.id = n.assignment_id
    where n.tenant_id = current_setting('sigap.tenant')::uuid and n.found_by @@ to_tsquery('simple', word || ':*')
      and (only_agency is null or a.agency_id = only_agency)
  union
  select i.id from incidents i join regions r on r.code = i.village_code or r.code = i.district_code
    where i.tenant_id = current_setting('sigap.tenant')::uuid and length(word) >= 3
      and (lower(r.name) like word || '%' or lower(r.name) like '% ' || word || '%')
  union
  select i.id from incidents i join incident_types t on t.id = i.incident_type_id
    where i.tenant_id = current_setting('sigap.tenant')::uuid and length(word) >= 3
      and (lower(t.code) like word || '%' or to_tsvector('simple', t.name || ' ' || t.name_en || ' ' || array_to_string(t.words, ' '))
        @@ to_tsquery('simple', word || ':*'))
  union
  select a.incident_id from assignments a join agencies g on g.id = a.agency_id
    where a.tenant_id = current_setting('sigap.tenant')::uuid and length(word) >= 3
      and (lower(g.code) like word || '%' or to_tsvector('simple', g.name) @@ to_tsquery('simple', word || ':*'))
  union
  select i.id from incidents i
    where i.tenant_id = current_setting('sigap.tenant')::uuid and i.number = case when word ~ '^[0-9]{1,15}$' then word::bigint end;
end;
revoke all on function incidents_with_word(text, uuid) from public;
grant execute on function incidents_with_word(text, uuid) to sigap_app, sigap_system;
