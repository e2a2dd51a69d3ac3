-- Which regencies lie beside a loaded one, told by the points of their villages: callers at a border reach the wrong centre.
create table region_neighbours (
  regency_code text not null references regions,
  neighbour_code text not null references regions,
  -- Metres between the nearest two village points of both.
  distance_m integer not null check (distance_m >= 0),
  primary key (regency_code, neighbour_code)
);
grant select on region_neighbours to sigap_app;
grant select, insert, update, delete on region_neighbours to sigap_system;

-- What an administrator brought in about places: one row per file and way of reading it. Only an active layer is used; what was
-- replaced or removed stays, so that it can be brought back.
create table place_layers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('boundary', 'landmark', 'tiles')),
  -- At most one is active of a kind and slug; of tiles it is also the name of the file.
  slug text not null check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  title text not null,
  -- Of boundaries.
  level text check (level in ('regency', 'district', 'village')),
  source text not null,
  licence text not null,
  -- Year, month or day of the data, as its publisher says it.
  vintage text not null,
  -- Of boundaries: definitif or indikatif.
  status text check (status in ('definitif', 'indikatif')),
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  mapping jsonb not null default '{}',
  -- How many boundaries or landmarks it has; of tiles how many tiles are addressed.
  items integer not null check (items >= 0),
  -- Of the file: rows left out, and why, counted.
  left_out jsonb not null default '{}',
  -- Of tiles: west, south, east, north, minZoom, maxZoom, bytes, tileType.
  tiles jsonb,
  state text not null default 'active' check (state in ('active', 'replaced', 'removed')),
  reason text not null,
  made_by uuid references users,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((kind = 'boundary') = (level is not null and status is not null)),
  check ((kind = 'tiles') = (tiles is not null)),
  check ((state = 'active') = (ended_at is null))
);
create unique index place_layers_active on place_layers (tenant_id, kind, slug) where state = 'active';
-- Two regencies of one installation share the folder of the tiles.
create unique index place_layers_tiles on place_layers (slug) where kind = 'tiles' and state = 'active';
select protect_tenant_table('place_layers');

create table boundaries (
  layer_id uuid not null references place_layers,
  tenant_id uuid not null references tenants,
  region_code text not null references regions,
  -- GeoJSON Polygon or MultiPolygon in WGS 84: as it came for deciding, simplified for drawing.
  geometry jsonb not null,
  simple jsonb not null,
  primary key (layer_id, region_code)
);
select protect_tenant_table('boundaries');

create table landmarks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  layer_id uuid not null references place_layers,
  kind text not null check (kind in ('landmark', 'road')),
  name text not null,
  -- Other names people say for it.
  words text not null default '',
  category text,
  address text,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  -- Of a road: half of what it extends. Null: the source does not say.
  accuracy_m integer check (accuracy_m between 1 and 200000),
  -- Where the file says it.
  village_code text references regions,
  -- Of a road: GeoJSON MultiLineString.
  geometry jsonb,
  check ((kind = 'road') = (geometry is not null))
);
create index landmarks_of_layer on landmarks (layer_id);
select protect_tenant_table('landmarks');

-- A file on its way in through the screen; its bytes lie in the data folder until it is taken or dropped.
create table place_imports (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('boundary', 'landmark', 'tiles')),
  file_name text not null,
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received >= 0 and received <= bytes),
  state text not null default 'open' check (state in ('open', 'taken', 'dropped')),
  made_by uuid not null references users,
  made_at timestamptz not null
);
create index place_imports_of_tenant on place_imports (tenant_id, made_at);
select protect_tenant_table('place_imports');

-- Named polygons of a regency: sectors of dispatch and others. A setting: versions and the way back lie in setting_versions.
create table areas (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  content jsonb not null,
  version integer not null default 1
);
create index areas_of_tenant on areas (tenant_id);
select protect_tenant_table('areas');

-- Own geocoder and router of a regency, and what stands in for a router.
create table geo_settings (
  id uuid primary key,
  tenant_id uuid not null unique references tenants,
  content jsonb not null,
  version integer not null default 1
);
select protect_tenant_table('geo_settings');
insert into geo_settings (id, tenant_id, content)
  select gen_random_uuid(), id, '{"geocoder": null, "router": null, "detourFactor": 1.4, "speedKmh": 35}' from tenants;
