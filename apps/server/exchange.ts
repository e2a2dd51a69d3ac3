import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ExchangeTenant } from '#features/calls/server/pbx/dialplan.ts';
import { exchangeSettings, incomingRecordings } from '#features/calls/server/pbx/layout.ts';
import { announcementFile, preparePrompts, shippedPrompts } from '#features/calls/server/pbx/prompts.ts';
import { type AsteriskProgram, findSystemAsterisk, installAsterisk } from '#platform/server/asterisk/install.ts';
import { chooseOwner } from '#platform/server/asterisk/owner.ts';
import { type RunningAsterisk, startAsterisk } from '#platform/server/asterisk/process.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import { asteriskRefusals } from '#platform/server/asterisk/texts.ts';
import { type Db, rows } from '#platform/server/db/database.ts';
import { debianRefusals } from '#platform/server/debian/texts.ts';
import { fill, type Text } from '#platform/shared/texts.ts';
import type { Config } from './config.ts';
import { secretOf } from './keys.ts';
import type { Progress } from './progress.ts';

/** Telephony as this process found it. `off` says why, for the console and for `doctor`. */
export type Exchange =
  | {
      readonly state: 'running';
      readonly asterisk: RunningAsterisk;
      readonly recordings: string;
      readonly systemName: string;
      readonly prompts: string;
    }
  | { readonly state: 'off'; readonly why: Text };

const repository = join(import.meta.dirname, '../..');

/** The regencies with the addresses their operators deliver calls from (`tenants.settings.trunk`). */
export async function exchangeTenants(
  systemDb: Db,
  config: Config,
): Promise<(ExchangeTenant & { readonly name: string })[]> {
  const found = await rows<{
    slug: string;
    name: string;
    peers: string[] | null;
    numbers: string[] | null;
    overflow: string | null;
  }>(
    systemDb,
    sql`select slug, name, array(select jsonb_array_elements_text(settings->'trunk'->'peers')) as peers,
          array(select jsonb_array_elements_text(settings->'trunk'->'numbers')) as numbers, settings->'trunk'->>'overflow' as overflow
        from tenants order by slug`,
  );
  return found.map((tenant) => ({
    slug: tenant.slug,
    name: tenant.name,
    // The variable speaks of the installation's own regency; further ones are set on their settings page.
    peers:
      tenant.slug === config.defaultTenant && config.asterisk.trunkPeers !== null
        ? config.asterisk.trunkPeers
        : (tenant.peers ?? []),
    numbers: tenant.numbers ?? [],
    ...(tenant.overflow === null ? {} : { overflow: tenant.overflow }),
  }));
}

/** Obtain and start Asterisk, or say why there is none. The rest of the house stands without it. */
export async function openExchange(config: Config, systemDb: Db, progress: Progress): Promise<Exchange> {
  if (!config.services.has('telephony') || config.asterisk.mode === 'off')
    return { state: 'off', why: offTexts.configured };
  if (config.asterisk.mode === 'external') return { state: 'off', why: offTexts.external };
  const program = await progress.step('Asterisk', (say) =>
    config.asterisk.mode === 'system'
      ? findSystemAsterisk()
      : installAsterisk({
          prefix: join(config.data, 'asterisk/prefix'),
          cache: join(repository, 'var/tools'),
          log: say,
        }),
  );
  if (!program.ok) {
    const text = { ...asteriskRefusals, ...debianRefusals }[program.refusal.code];
    // A configured system Asterisk that is unfit must stop the start; a missing download must not.
    if (config.asterisk.mode === 'system') throw new Error(fill(text, 'en', program.refusal.detail));
    const why = { id: fill(text, 'id', program.refusal.detail), en: fill(text, 'en', program.refusal.detail) };
    progress.say(`! telephony is off: ${why.en}`);
    return { state: 'off', why };
  }
  const exchange = await progress.step('telephone exchange', (say) =>
    startExchange(config, systemDb, program.value, say),
  );
  return { state: 'running', ...exchange };
}

async function startExchange(config: Config, systemDb: Db, program: AsteriskProgram, say: (line: string) => void) {
  const folder = join(config.data, 'asterisk');
  const recordings = join(config.data, 'recordings');
  const folders = { prompts: join(folder, 'prompts'), music: join(folder, 'music') };
  const systemName = `sigap-${hostname().replace(/[^a-zA-Z0-9-]/g, '')}-${config.asterisk.sipPort}`;
  const { value: password } = await secretOf(config.data, 'ari-password');
  const tenants = await exchangeTenants(systemDb, config);
  const spoken = tenants.some(({ slug }) => !existsSync(join(shippedPrompts, `${announcementFile(slug)}.wav`)));
  const speech = spoken ? await openSpeech({ cache: join(repository, 'var/tools'), log: say }) : null;
  await mkdir(folder, { recursive: true });
  await preparePrompts({
    folders,
    tenants,
    speech: speech?.ok === true ? speech.value : undefined,
    owner: await chooseOwner([folder]),
  });
  const asterisk = await startAsterisk({
    program,
    folder,
    logs: join(config.data, 'logs'),
    settings: exchangeSettings({
      systemName,
      tenants,
      desks: 100,
      sip: { bind: config.asterisk.sipBind, port: config.asterisk.sipPort },
      httpPort: config.asterisk.wsPort,
      rtp: { from: config.asterisk.rtpPorts.first, to: config.asterisk.rtpPorts.last },
      ari: { user: 'sigap', password },
      recordings,
      ...folders,
    }),
    writable: [recordings, incomingRecordings(recordings)],
    log: say,
  });
  return { asterisk, recordings, systemName, prompts: folders.prompts };
}

const offTexts = {
  configured: {
    id: 'Telepon dimatikan oleh pengaturan (SIGAP_ASTERISK=off)',
    en: 'Telephony is switched off by configuration (SIGAP_ASTERISK=off)',
  },
  external: {
    id: 'Asterisk eksternal: lihat docs/operations.md',
    en: 'External Asterisk: see docs/operations.md',
  },
} as const satisfies Record<string, Text>;
