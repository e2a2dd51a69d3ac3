-- A campaign (sosialisasi): what is told to whom, where and when, what it cost, and what became of it. `content` is what people
-- write; state and times stand beside it. A deleted one stays for as long as it can be brought back and never counts.
create table campaigns (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  content jsonb not null,
  state text not null check (state in ('planned', 'held', 'evaluated', 'cancelled')),
  -- Why it was cancelled.
  reason text,
  version integer not null default 1,
  made_by uuid references users,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  check ((state = 'cancelled') = (reason is not null))
);
create index campaigns_tenant on campaigns (tenant_id, (content ->> 'startsOn') desc);
select protect_tenant_table('campaigns', 'select, insert, update');

-- Photos of a campaign: drawn anew and sealed like those of incidents. Nobody puts one in without saying who may be seen in it.
create table campaign_photos (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  campaign_id uuid not null references campaigns,
  author_id uuid references users,
  consent text not null check (consent in ('nobody_recognisable', 'adults_agreed', 'parents_agreed')),
  -- Where the consent can be found (a letter of the school); erased with the photo.
  consent_note text,
  mime text not null,
  bytes integer not null check (bytes > 0),
  sha256 bytea not null,
  path text not null,
  key_number integer,
  wrapped_key bytea,
  recorded_at timestamptz not null,
  erased_at timestamptz,
  check ((erased_at is null) = (wrapped_key is not null))
);
create index campaign_photos_campaign on campaign_photos (campaign_id, recorded_at);
select protect_tenant_table('campaign_photos', 'select, insert, update');
