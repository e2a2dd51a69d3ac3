import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { incomingRecordings } from '#features/calls/server/pbx/layout.ts';
import { renderConfiguration, writeConfiguration } from '#platform/server/asterisk/config/render.ts';
import { findSystemAsterisk } from '#platform/server/asterisk/install.ts';
import { type Owner, ownedFolder } from '#platform/server/asterisk/owner.ts';
import { type Config, readConfig } from '../config.ts';
import { exchangeTenants, placesOf, settingsOf, speakPrompts } from '../exchange.ts';
import { secretOf } from '../keys.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';

/** The configuration of an Asterisk that the operator runs (SIGAP_ASTERISK=external). */
export const asteriskConfig: Command = {
  summary: 'write the configuration of an external Asterisk: --out DIR [--user NAME] [--modules DIR] [--share DIR]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        user: { type: 'string' },
        modules: { type: 'string' },
        share: { type: 'string' },
      },
    });
    // Writing needs none of these; the server that uses it does.
    const config = readConfig({ ...process.env, SIGAP_ASTERISK: 'embedded' }, []);
    const out = resolve(values.out ?? config.asterisk.etc);
    const places = placesOf(config);
    const system = await findSystemAsterisk();
    const program = {
      version: '',
      command: ['asterisk'] as const,
      modules: values.modules ?? (system.ok ? system.value.modules : debianModules()),
      share: values.share ?? (system.ok ? system.value.share : '/usr/share/asterisk'),
    };
    const owner = values.user === undefined ? undefined : await ownerCalled(values.user);
    const folders = {
      etc: out,
      variable: join(places.folder, 'variable'),
      spool: join(places.folder, 'spool'),
      run: join(places.folder, 'run'),
      log: places.logs,
    };
    const user = process.env.SIGAP_ARI_USER ?? 'sigap';
    const password = process.env.SIGAP_ARI_PASSWORD ?? (await secretOf(config.data, 'ari-password')).value;
    return withHouse(config, async ({ house }) => {
      const tenants = await exchangeTenants(house.installation.systemDb, config);
      await speakPrompts(places, tenants, (line) => console.log(`  ${line}`));
      const settings = settingsOf(config, tenants, { user, password });
      const inner = [
        join(folders.variable, 'keys'),
        join(folders.spool, 'recording'),
        join(folders.spool, 'monitor'),
        incomingRecordings(places.recordings),
      ];
      for (const folder of [...Object.values(folders), places.recordings, ...inner]) await ownedFolder(folder, owner);
      await writeConfiguration(out, renderConfiguration({ settings, folders, program }), owner);
      await chmod(out, 0o700);
      tell(config, out, user);
      return 0;
    });
  },
};

/** What the operator does with it. */
function tell(config: Config, out: string, user: string): void {
  console.log(
    `Written to ${out}. Start Asterisk 22.10.1 or later with it, under the user of the server or as its own:`,
  );
  console.log(`  asterisk -f -C ${join(out, 'asterisk.conf')}`);
  console.log('Then start the server with:');
  console.log(
    `  SIGAP_ASTERISK=external SIGAP_ARI_URL=http://127.0.0.1:${config.asterisk.wsPort}/ari SIGAP_ARI_USER=${user}`,
  );
  console.log(
    `  SIGAP_ARI_PASSWORD: the text in ${join(config.data, 'keys/ari-password')}, unless you set another one`,
  );
  if (out !== config.asterisk.etc) console.log(`  SIGAP_ASTERISK_ETC=${out}`);
  console.log('After a change of ports write it anew; trunks and regencies the server writes itself while it runs.');
}

function debianModules(): string {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((triplet) => `/usr/lib/${triplet}/asterisk/modules`);
  return folders.find((folder) => existsSync(folder)) ?? folders[0] ?? '';
}

/** Only root can give files away. */
async function ownerCalled(name: string): Promise<Owner> {
  if (process.getuid?.() !== 0)
    throw new Error('--user needs root: without it the files belong to you, and Asterisk must run as you');
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`There is no user ${name} on this machine`);
  return { uid: Number(uid), gid: Number(gid) };
}
