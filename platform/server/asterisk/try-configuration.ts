import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AsteriskSettings } from './config/settings.ts';
import type { AsteriskProgram } from './install.ts';
import { startAsterisk } from './process.ts';

/**
 * Ask Asterisk itself whether it takes a configuration: a second one is started on it, in a folder and on ports of its own, and looked
 * through. It calls and registers with nobody: registrations are sent to a port of this machine where nobody listens. What
 * it says against the configuration, a line each; none: it takes it.
 */
export async function tryConfiguration(options: {
  readonly program: AsteriskProgram;
  readonly settings: AsteriskSettings;
}): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-try-'));
  // Asterisk as a user of its own must be able to pass.
  await chmod(folder, 0o755);
  const settings = aside(options.settings, await freePort());
  const logs = join(folder, 'logs');
  try {
    const tried = await startAsterisk({
      program: options.program,
      folder: join(folder, 'asterisk'),
      logs,
      settings,
      writable: [],
      log: () => undefined,
    }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (tried instanceof Error) return [tried.message.slice(0, 300)];
    try {
      const known = await tried.command('pjsip show endpoints');
      const complaints = complaintsIn(await readFile(join(logs, 'messages'), 'utf8').catch(() => ''));
      const missing = settings.trunks
        .filter(({ name }) => !new RegExp(`^\\s*Endpoint:\\s+${name}\\s`, 'm').test(known))
        .map(({ name }) => `${name} is not there`);
      return [...complaints, ...missing];
    } finally {
      await tried.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Port 0 is any free one; Asterisk's HTTP alone takes no such. */
function aside(settings: AsteriskSettings, httpPort: number): AsteriskSettings {
  const { tls } = settings.sip;
  return {
    ...settings,
    systemName: 'trial',
    http: { ...settings.http, host: '127.0.0.1', port: httpPort },
    sip: { ...settings.sip, bind: '127.0.0.1', port: 0, ...(tls === undefined ? {} : { tls: { ...tls, port: 0 } }) },
    trunks: settings.trunks.map((trunk) => ({
      ...trunk,
      qualify: false,
      ...(trunk.registration === undefined ? {} : { registersBy: '127.0.0.1:9' }),
    })),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}

/** What the parts of Asterisk that read SIP and dialplan complain of at the start; noise of other parts is left out. */
function complaintsIn(messages: string): string[] {
  const about =
    /(?:WARNING|ERROR)\[[^\]]*\](?:\[[^\]]*\])? (res_sorcery_config|config_options|res_pjsip\w*|pbx_config|pbx|sorcery|config)\S*: (.+)$/;
  const found = messages.split('\n').flatMap((line) => about.exec(line)?.[2] ?? []);
  return [...new Set(found)].slice(0, 10);
}
