import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointFile, memberFile } from './config/pjsip.ts';
import { writeOwned } from './config/render.ts';
import type { QueueSettings } from './config/settings.ts';
import type { Owner } from './owner.ts';

/** An endpoint that may register, as others may see it. */
export interface IssuedEndpoint {
  readonly name: string;
  readonly group: string;
  /** The SIP user and the endpoint's name in Asterisk: `PJSIP/<user>`. */
  readonly user: string;
  /** Absent: `page`. */
  readonly kind?: EndpointKind;
  readonly issuedAt: string;
}

/** A browser's page, or a device that stands somewhere and keeps its password for years. */
export type EndpointKind = 'page' | 'device';

/**
 * Passwords of registering endpoints, valid from `issue` to `revoke`. They lie in a file that Asterisk reads at its own start,
 * so registered endpoints go on working while this process is down. The file holds digests, never a password.
 */
export interface EndpointCredentials {
  /**
   * A new password for `name`; an earlier one stops working at once. `group` names the queues in which it rings. A device's password
   * comes from whoever sets the device up, so that no answer of a server holds it.
   */
  issue(
    name: string,
    group: string,
    device?: { readonly password: string },
  ): Promise<{ readonly user: string; readonly password: string }>;
  /** After this nobody can register or call as `name`; a call that is up goes on. */
  revoke(name: string): Promise<void>;
  list(): Promise<readonly IssuedEndpoint[]>;
  /** The SIP user of a name, the same at every issue: known before anybody signs in. */
  userOf(name: string): Promise<string>;
  /** Write Asterisk's files again, after the queues changed. */
  publish(): Promise<void>;
}

interface Stored extends IssuedEndpoint {
  readonly digest: string;
}

interface Store {
  readonly key: string;
  readonly endpoints: readonly Stored[];
}

export function createEndpointCredentials(options: {
  folder: string;
  etc: string;
  owner: Owner | undefined;
  queues: () => readonly QueueSettings[];
  reload: (module: 'res_pjsip' | 'app_queue') => Promise<void>;
}): EndpointCredentials {
  const file = join(options.folder, 'endpoints.json');
  let turn: Promise<unknown> = Promise.resolve();
  const oneByOne = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const change = together<Edit>((edits) =>
    oneByOne(async () => {
      const taken = edits();
      const store = await readStore(file);
      const endpoints = taken.reduce((all, edit) => edit(all), store.endpoints);
      await writeStore(file, { ...store, endpoints });
      await publish(endpoints);
    }),
  );

  async function publish(endpoints: readonly Stored[]): Promise<void> {
    const hold = new Map(options.queues().map((queue) => [queue.group, queue.holdClass]));
    const text = endpoints.map((each) => section(each, hold.get(each.group))).join('\n');
    if (await writeOwned(join(options.etc, endpointFile), text, options.owner)) await options.reload('res_pjsip');
    let queuesChanged = false;
    for (const queue of options.queues()) {
      const members = endpoints
        .filter((each) => each.group === queue.group)
        .map((each) => `member => PJSIP/${each.user}\n`);
      const name = join(options.etc, memberFile(queue.name));
      queuesChanged = (await writeOwned(name, members.join(''), options.owner)) || queuesChanged;
    }
    if (queuesChanged) await options.reload('app_queue');
  }

  return {
    issue: async (name, group, device) => {
      const { key } = await oneByOne(() => readStore(file));
      const user = userName(key, name);
      const kind = device === undefined ? 'page' : 'device';
      const password = device?.password ?? randomBytes(18).toString('base64url');
      const digest = createHash('md5').update(`${user}:asterisk:${password}`).digest('hex');
      const issued: Stored = { name, group, user, kind, digest, issuedAt: new Date().toISOString() };
      await change((endpoints) => [...endpoints.filter((each) => each.name !== name), issued]);
      return { user, password };
    },
    revoke: (name) => change((endpoints) => endpoints.filter((each) => each.name !== name)),
    list: async () => (await readStore(file)).endpoints.map(({ digest: _digest, ...rest }) => rest),
    publish: () => oneByOne(async () => publish((await readStore(file)).endpoints)),
    userOf: (name) => oneByOne(async () => userName((await readStore(file)).key, name)),
  };
}

type Edit = (endpoints: readonly Stored[]) => readonly Stored[];

/**
 * Asterisk reads all its endpoints at each change: what is asked for while one is under way, as at the change of a shift, is taken up by the
 * next one at once. `work` takes the items when its turn has come.
 */
function together<Item>(work: (take: () => readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let items: Item[] = [];
  let batch: Promise<void> | undefined;
  return function add(item) {
    items.push(item);
    batch ??= work(() => {
      const taken = items;
      items = [];
      batch = undefined;
      return taken;
    });
    return batch;
  };
}

/**
 * The name cannot be guessed from outside: Asterisk tells endpoints apart by the user name in From, and a caller whose number
 * happened to be an endpoint's name would be asked for a password instead of being put through.
 */
function userName(key: string, name: string): string {
  // A device's is typed by hand; `device:` and whose it is are its name.
  if (name.startsWith('device:')) return `d${createHmac('sha256', key).update(name).digest('hex').slice(0, 10)}`;
  const readable = name.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return `${readable}-${createHmac('sha256', key).update(name).digest('hex').slice(0, 12)}`;
}

function section(endpoint: Stored, holdClass: string | undefined): string {
  const { user, digest, kind } = endpoint;
  return [
    `[${user}](${kind === 'device' ? 'registered-device' : 'registered-endpoint'})`,
    `aors=${user}`,
    `auth=${user}`,
    ...(holdClass === undefined ? [] : [`moh_suggest=${holdClass}`]),
    `[${user}](registered-aor)`,
    `[${user}](registered-auth)`,
    `username=${user}`,
    `password_digest=MD5:${digest}`,
    '',
  ].join('\n');
}

async function readStore(file: string): Promise<Store> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  // Written by writeStore alone, whole or not at all.
  if (text !== undefined) return JSON.parse(text) as Store;
  const fresh: Store = { key: randomBytes(32).toString('hex'), endpoints: [] };
  await writeStore(file, fresh);
  return fresh;
}

async function writeStore(file: string, store: Store): Promise<void> {
  const work = `${file}.part-${process.pid}`;
  await writeFile(work, `${JSON.stringify(store, null, 1)}\n`, { mode: 0o600 });
  await rename(work, file);
}
