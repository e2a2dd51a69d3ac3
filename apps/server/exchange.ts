import { hostname } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { findSystemAsterisk, installAsterisk } from '#platform/server/asterisk/install.ts';
import { type RunningAsterisk, startAsterisk } from '#platform/server/asterisk/process.ts';
import { type Db, rows } from '#platform/server/db/database.ts';
import { fill, type Text } from '#platform/shared/texts.ts';
import { exchangeSettings, incomingRecordings } from '#features/calls/server/pbx/layout.ts';
import type { ExchangeTenant } from '#features/calls/server/pbx/dialplan.ts';
import { asteriskRefusals } from '#platform/server/asterisk/texts.ts';
import { debianRefusals } from '#platform/server/debian/texts.ts';
import type { Config } from './config.ts';
import { secretOf } from './keys.ts';
import type { Progress } from './progress.ts';

/** Telephony as this process found it. `off` says why, for the console and for `doctor`. */
export type Exchange =
  | { readonly state: 'running'; readonly asterisk: RunningAsterisk; readonly recordings: string; readonly systemName: string }
  | { readonly state: 'off'; readonly why: Text };

const repository = join(import.meta.dirname, '../..');
const prompts = join(repository, 'features/calls/server/pbx/prompts');

/** The regencies with the addresses their operators deliver calls from (`tenants.settings.trunk`). */
export async function exchangeTenants(systemDb: Db, config: Config): Promise<ExchangeTenant[]> {
  const found = await rows<{ slug: string; peers: string[] | null; numbers: string[] | null; overflow: string | null }>(
    systemDb,
    sql`select slug, array(select jsonb_array_elements_text(settings->'trunk'->'peers')) as peers,
          array(select jsonb_array_elements_text(settings->'trunk'->'numbers')) as numbers, settings->'trunk'->>'overflow' as overflow
        from tenants order by slug`,
  );
  return found.map((tenant) => ({
    slug: tenant.slug,
    // The variable speaks of the installation's own regency; further ones are set on their settings page.
    peers: tenant.slug === config.defaultTenant && config.asterisk.trunkPeers !== null ? config.asterisk.trunkPeers : (tenant.peers ?? []),
    numbers: tenant.numbers ?? [],
    ...(tenant.overflow === null ? {} : { overflow: tenant.overflow }),
  }));
}

/** Obtain and start Asterisk, or say why there is none. The rest of the house stands without it. */
export async function openExchange(config: Config, systemDb: Db, progress: Progress): Promise<Exchange> {
  if (!config.services.has('telephony') || config.asterisk.mode === 'off') return { state: 'off', why: offTexts.configured };
  if (config.asterisk.mode === 'external') return { state: 'off', why: offTexts.external };
  const program = await progress.step('Asterisk', (say) =>
    config.asterisk.mode === 'system'
      ? findSystemAsterisk()
      : installAsterisk({ prefix: join(config.data, 'asterisk/prefix'), cache: join(repository, 'var/tools'), log: say }),
  );
  if (!program.ok) {
    const text = { ...asteriskRefusals, ...debianRefusals }[program.refusal.code];
    // A configured system Asterisk that is unfit must stop the start; a missing download must not.
    if (config.asterisk.mode === 'system') throw new Error(fill(text, 'en', program.refusal.detail));
    const why = { id: fill(text, 'id', program.refusal.detail), en: fill(text, 'en', program.refusal.detail) };
    progress.say(`! telephony is off: ${why.en}`);
    return { state: 'off', why };
  }
  const recordings = join(config.data, 'recordings');
  const systemName = `sigap-${hostname().replace(/[^a-zA-Z0-9-]/g, '')}-${config.asterisk.sipPort}`;
  const { value: password } = await secretOf(config.data, 'ari-password');
  const asterisk = await progress.step('telephone exchange', async (say) =>
    startAsterisk({
      program: program.value,
      folder: join(config.data, 'asterisk'),
      logs: join(config.data, 'logs'),
      settings: exchangeSettings({
        systemName,
        tenants: await exchangeTenants(systemDb, config),
        desks: 100,
        sip: { bind: config.asterisk.sipBind, port: config.asterisk.sipPort },
        httpPort: config.asterisk.wsPort,
        rtp: { from: config.asterisk.rtpPorts.first, to: config.asterisk.rtpPorts.last },
        ari: { user: 'sigap', password },
        recordings,
        prompts,
        music: join(config.data, 'asterisk/music'),
      }),
      writable: [recordings, incomingRecordings(recordings)],
      log: say,
    }),
  );
  return { state: 'running', asterisk, recordings, systemName };
}

const offTexts = {
  configured: { id: 'Telepon dimatikan oleh pengaturan (SIGAP_ASTERISK=off)', en: 'Telephony is switched off by configuration (SIGAP_ASTERISK=off)' },
  external: {
    id: 'Asterisk eksternal: lihat docs/operations.md',
    en: 'External Asterisk: see docs/operations.md',
  },
} as const satisfies Record<string, Text>;
