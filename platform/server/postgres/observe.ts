import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { ownerRole, readPassword } from './cluster.ts';
import { askIdentity, pidState, readPidFile } from './live-server.ts';

/** A cluster folder as it is at this moment; looking starts nothing and changes nothing. */
export type ClusterState =
  | { readonly state: 'absent' }
  | { readonly state: 'stopped'; readonly major: string }
  | {
      readonly state: 'running';
      readonly major: string;
      readonly version: string;
      readonly pid: number;
      readonly ownerUrl: string;
    }
  | { readonly state: 'silent'; readonly major: string; readonly pid: number };

/** Look at the launcher's folder (postgres/launcher.ts). `silent`: a process is there but does not answer. */
export async function observeCluster(folder: string): Promise<ClusterState> {
  const data = join(folder, 'data');
  const major = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (major === '') return { state: 'absent' };
  const found = await readPidFile(data);
  const state = found === null ? 'gone' : await pidState(found.pid, data);
  if (found === null || (state !== 'ours' && state !== 'unknown')) return { state: 'stopped', major };
  const ownerUrl = `postgres://${ownerRole}:${encodeURIComponent(await readPassword(folder))}@127.0.0.1:${found.port}/postgres`;
  const identity = found.port > 0 ? await askIdentity(ownerUrl) : null;
  if (identity === null || identity === 'wrong_password') return { state: 'silent', major, pid: found.pid };
  return { state: 'running', major, version: identity.version, pid: found.pid, ownerUrl };
}

/** How many sessions other programs hold on this server: whoever started it for a moment must leave it to them. */
export async function otherSessions(ownerUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows[0]?.others ?? 0;
  } finally {
    await client.end().catch(() => {});
  }
}
