import type { Instant, Zone } from '#platform/shared/time.ts';

// Indonesia knows no daylight saving time.
const offsets: Readonly<Record<Zone, string>> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
};

/** The moment of a local day (`2026-11-21`, its midnight) or time (`2026-11-21T13:05`) in the tenant's zone. */
export function instantOf(local: string, zone: Zone): Instant {
  const time = local.includes('T') ? local : `${local}T00:00`;
  return new Date(`${time}${offsets[zone]}`).toISOString();
}
