-- A photo sent by a body without accounts comes by its response link, not from a unit.
alter table incident_attachments add column link_id uuid references response_links;
