-- Where an incident is: how the point came, how exact it is, and how its village was found.
alter table incident_particulars drop constraint incident_particulars_place_source_check;
alter table incident_particulars
  add constraint incident_particulars_place_source_check check (place_source in
    ('operator', 'village', 'device', 'landmark', 'road', 'earlier', 'plus_code', 'coordinates', 'map_link', 'geocoder')),
  -- Metres about the point; null: not known.
  add column accuracy_m integer check (accuracy_m between 1 and 200000),
  add column village_method text check (village_method in ('polygon', 'nearest_point', 'operator')),
  -- To the village's point, where the nearest one decided.
  add column village_distance_m integer check (village_distance_m >= 0),
  -- The regency the point lies in, where it is not this one.
  add column outside_code text,
  -- Place and landmark as the search understands them (features/places/normalise.ts); goes with them.
  add column place_words text;
update incident_particulars p set village_method = 'operator'
  from incidents i where i.id = p.incident_id and i.village_code is not null;
update incident_particulars set place_words =
  trim(regexp_replace(lower(concat_ws(' ', place_text, landmark)), '[^[:alnum:]]+', ' ', 'g'))
  where place_text is not null or landmark is not null;
