import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { callModules, renderCallFiles, writeConfiguration } from './config/render.ts';
import type { AsteriskSettings } from './config/settings.ts';
import { createEndpointCredentials, type EndpointCredentials } from './credentials.ts';
import { checkVersion } from './install.ts';
import { asteriskModules } from './modules.ts';
import type { Owner } from './owner.ts';
import type { AsteriskRefusal } from './texts.ts';

/** Where somebody else's Asterisk answers. */
export interface AriAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

const information = z.object({
  system: z.object({ version: z.string() }),
  config: z.object({ name: z.string().optional() }),
  status: z.object({ startup_time: z.string() }),
});
const moduleList = z.array(z.object({ name: z.string(), status: z.string() }));

/** Modules that only some configurations load; the rest of `asteriskModules` is needed by what we write. */
const optional: ReadonlySet<string> = new Set([
  'res_websocket_client',
  'res_statsd',
  'res_pjproject',
  'res_sorcery_memory_cache',
  'res_rtp_multicast',
  'chan_rtp',
  'chan_websocket',
  'codec_ulaw',
  'codec_a_mu',
  'format_pcm',
  'format_sln',
]);

export interface AsteriskInformation {
  readonly version: string;
  readonly startedAt: string;
  readonly systemName: string;
}

async function ask<Value>(
  ari: AriAddress,
  path: string,
  schema: z.ZodType<Value>,
): Promise<Result<Value, AsteriskRefusal>> {
  const url = `${ari.url.replace(/\/$/, '')}${path}`;
  const key = Buffer.from(`${ari.user}:${ari.password}`).toString('base64');
  const answer = await fetch(url, {
    headers: { authorization: `Basic ${key}` },
    signal: AbortSignal.timeout(5000),
  }).catch((error: unknown) =>
    error instanceof Error ? (error.cause instanceof Error ? error.cause : error) : new Error(String(error)),
  );
  if (answer instanceof Error)
    return refuse('asterisk.unreachable', { url: ari.url, reason: answer.message || answer.name });
  if (answer.status === 401 || answer.status === 403)
    return refuse('asterisk.wrong_password', { url: ari.url, user: ari.user });
  if (!answer.ok) return refuse('asterisk.unreachable', { url: ari.url, reason: `HTTP ${answer.status}` });
  const parsed = schema.safeParse(await answer.json().catch(() => null));
  return parsed.success ? ok(parsed.data) : refuse('asterisk.unreachable', { url: ari.url, reason: 'this is not ARI' });
}

/** Ask a running Asterisk who it is. */
export async function askAsterisk(ari: AriAddress): Promise<Result<AsteriskInformation, AsteriskRefusal>> {
  const found = await ask(ari, '/asterisk/info', information);
  if (!found.ok) return found;
  const { system, status, config } = found.value;
  return ok({ version: system.version, startedAt: status.startup_time, systemName: config.name ?? '' });
}

/** Is an Asterisk that somebody else runs fit for us: new enough, and with the modules that our configuration uses? */
export async function checkExternalAsterisk(ari: AriAddress): Promise<Result<AsteriskInformation, AsteriskRefusal>> {
  const found = await askAsterisk(ari);
  if (!found.ok) return found;
  const number = /\d+\.\d+(?:\.\d+)?/.exec(found.value.version)?.[0] ?? '0';
  const checked = checkVersion(number);
  if (!checked.ok) return checked;
  const modules = await ask(ari, '/asterisk/modules', moduleList);
  if (!modules.ok) return modules;
  const running = new Set(modules.value.filter(({ status }) => status === 'Running').map(({ name }) => name));
  const missing = asteriskModules.filter((name) => !optional.has(name) && !running.has(`${name}.so`));
  if (missing.length > 0) return refuse('asterisk.modules_missing', { version: number, modules: missing.join(', ') });
  return ok({ ...found.value, version: number });
}

/** Endpoint accounts for an Asterisk that reads `etc`; it takes them up by a reload that ARI asks for. */
export async function externalCredentials(options: {
  readonly ari: AriAddress;
  /** Ours: what was issued is remembered here. */
  readonly folder: string;
  /** Its configuration folder. */
  readonly etc: string;
  readonly queues: () => AsteriskSettings['queues'];
}): Promise<EndpointCredentials> {
  const { ari, folder, etc, queues } = options;
  return createEndpointCredentials({
    folder,
    etc,
    queues,
    owner: await ownerOf(etc),
    reload: (module) => reloadModule(ari, module),
  });
}

/** Write who may call and what becomes of the call into `etc` anew, and let the Asterisk that reads it take it up; calls go on. */
export async function applyExternal(ari: AriAddress, etc: string, settings: AsteriskSettings): Promise<void> {
  await writeConfiguration(etc, renderCallFiles(settings), await ownerOf(etc));
  for (const module of callModules) await reloadModule(ari, module);
}

/** As root we write for whom the folder belongs to; else Asterisk must run as we do, for the files are private. */
async function ownerOf(folder: string): Promise<Owner | undefined> {
  const { uid, gid } = await stat(folder);
  return process.getuid?.() === 0 ? { uid, gid } : undefined;
}

async function reloadModule(ari: AriAddress, module: string): Promise<void> {
  const key = Buffer.from(`${ari.user}:${ari.password}`).toString('base64');
  const answer = await fetch(`${ari.url.replace(/\/$/, '')}/asterisk/modules/${module}.so`, {
    method: 'PUT',
    headers: { authorization: `Basic ${key}` },
    signal: AbortSignal.timeout(10_000),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Asterisk did not reload ${module}: HTTP ${answer.status}`);
}
