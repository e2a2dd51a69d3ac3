-- How long photos of campaigns are kept (features/outreach/photo-setting.ts).
create table campaign_photo_settings (
  tenant_id uuid primary key references tenants,
  content jsonb not null default '{}',
  version integer not null default 1
);
select protect_tenant_table('campaign_photo_settings', 'select, insert, update');
insert into campaign_photo_settings (tenant_id) select id from tenants;

-- Each night, as with recordings.
insert into deadlines (tenant_id, kind, subject_id, due_at) select id, 'outreach.photo_keeping', id, clock_timestamp() + interval '1 hour' from tenants;
create index campaign_photos_kept on campaign_photos (tenant_id, recorded_at, id) where erased_at is null;
