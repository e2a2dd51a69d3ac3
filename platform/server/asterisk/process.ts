import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '#platform/server/debian/run.ts';
import { type ConfigurationChange, renderConfiguration, writeConfiguration } from './config/render.ts';
import type { AsteriskFolders, AsteriskSettings } from './config/settings.ts';
import { createEndpointCredentials, type EndpointCredentials } from './credentials.ts';
import type { AsteriskProgram } from './install.ts';
import { chooseOwner, type Owner, ownedFolder } from './owner.ts';

export interface AsteriskOptions {
  readonly program: AsteriskProgram;
  /** Holds everything of this instance but its logs. */
  readonly folder: string;
  readonly logs: string;
  readonly settings: AsteriskSettings;
  /** Further folders that Asterisk writes (recordings); created here. */
  readonly writable: readonly string[];
  readonly log: (line: string) => void;
  /** Called when a crashed Asterisk is up again; all its calls are gone. */
  readonly onRestart?: () => void;
}

export interface RunningAsterisk {
  readonly version: string;
  /** It was already running when we came, with its calls. */
  readonly adopted: boolean;
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly folders: AsteriskFolders;
  readonly celFile: string;
  /** The user it runs as, undefined when that is our own. */
  readonly owner: Owner | undefined;
  readonly credentials: EndpointCredentials;
  pid(): number;
  /** Run a command of Asterisk's own console and return what it prints. */
  command(line: string): Promise<string>;
  /**
   * Write a changed description and take it up. What needs a new start waits for one if calls are up: the result is then
   * 'restart' and the old values stay in force.
   */
  apply(settings: AsteriskSettings): Promise<ConfigurationChange>;
  /** Stop it; `graceful` lets calls end first, for at most `timeoutMs`. Without it all calls get a BYE. */
  stop(options?: { graceful?: boolean; timeoutMs?: number }): Promise<void>;
  /** Leave it running and stop watching it: the next start adopts it. */
  release(): void;
}

/**
 * Start Asterisk, or take over the one that an earlier process of ours started in the same folder. It runs in a session of its
 * own, so calls survive the end of this process; while this process lives, a crash is followed by a new start.
 */
export async function startAsterisk(options: AsteriskOptions): Promise<RunningAsterisk> {
  const folder = resolve(options.folder);
  const folders = foldersOf(folder, resolve(options.logs));
  const owner = await chooseOwner([folder, ...Object.values(folders), ...options.writable]);
  await prepareFolders(folder, folders, owner, options.writable);
  const instance = new Instance({ ...options, folder }, folders, owner);
  const change = await instance.write(options.settings);
  await instance.credentials.publish();
  let adopted = await instance.adopt();
  if (adopted) {
    const done = await instance.takeUp(change);
    if (done === 'started') adopted = false;
  } else await instance.start();
  return instance.expose(adopted);
}

class Instance {
  readonly #options: AsteriskOptions;
  readonly #folders: AsteriskFolders;
  readonly #owner: Owner | undefined;
  readonly #pidFile: string;
  #pid = 0;
  #watching = true;
  #crashes = 0;
  #settings: AsteriskSettings;
  /** Written, and not yet taken up. */
  #due: ConfigurationChange = 'none';
  readonly credentials: EndpointCredentials;

  constructor(options: AsteriskOptions, folders: AsteriskFolders, owner: Owner | undefined) {
    this.#options = options;
    this.#folders = folders;
    this.#owner = owner;
    this.#settings = options.settings;
    this.#pidFile = join(options.folder, 'asterisk.pid');
    this.credentials = createEndpointCredentials({
      folder: options.folder,
      etc: folders.etc,
      owner,
      queues: () => this.#settings.queues,
      reload: (module) => this.#reload(module),
    });
  }

  async write(settings: AsteriskSettings): Promise<ConfigurationChange> {
    this.#settings = settings;
    const files = renderConfiguration({ settings, folders: this.#folders, program: this.#options.program });
    return writeConfiguration(this.#folders.etc, files, this.#owner);
  }

  /** True when a live Asterisk of this folder was found and is watched from now on. */
  async adopt(): Promise<boolean> {
    const pid = Number((await readFile(this.#pidFile, 'utf8').catch(() => '')).trim());
    if (!Number.isInteger(pid) || pid <= 1 || !(await this.#isOurs(pid))) return false;
    this.#pid = pid;
    // Asked over its own socket: port and password of ARI may just have changed, and it is alive all the same.
    const alive = await this.command('core show uptime').then(
      () => true,
      () => false,
    );
    if (!alive) {
      this.#options.log(`Asterisk ${pid} is alive but does not answer: it is ended and started anew`);
      process.kill(pid, 'SIGKILL');
      await this.#gone(10_000);
      return false;
    }
    this.#options.log(`adopted the running Asterisk ${pid}`);
    this.#watch(undefined);
    return true;
  }

  async takeUp(change: ConfigurationChange): Promise<'left' | 'reloaded' | 'started' | 'waiting'> {
    if (change === 'none') return 'left';
    if (change === 'reload') {
      await this.command('core reload');
      return 'reloaded';
    }
    if ((await this.#calls()) > 0) {
      await this.command('core reload');
      this.#options.log('Asterisk has calls: settings that need a new start take effect at the next one');
      return 'waiting';
    }
    await this.stop({});
    this.#watching = true;
    await this.start();
    return 'started';
  }

  async start(): Promise<void> {
    const [program, ...args] = this.#options.program.command;
    const output = await open(join(this.#folders.log, 'console.log'), 'a');
    const child = spawn(program, [...args, '-f', '-C', this.#configuration()], {
      detached: true,
      cwd: this.#folders.spool,
      stdio: ['ignore', output.fd, output.fd],
      // Nothing of our environment concerns Asterisk, and some of it is secret.
      env: {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        LANG: 'C.UTF-8',
        HOME: this.#folders.variable,
        TZ: process.env.TZ ?? '',
      },
      ...(this.#owner === undefined ? {} : { uid: this.#owner.uid, gid: this.#owner.gid }),
    });
    await output.close();
    const failed = new Promise<string>((settle) => {
      child.once('error', (error) => settle(error.message));
      child.once('exit', (code, signal) => settle(`ended with ${signal ?? code}`));
    });
    child.unref();
    this.#pid = child.pid ?? 0;
    await writeFile(this.#pidFile, `${this.#pid}\n`);
    const outcome = await Promise.race([
      failed,
      this.#answers(60_000).then((up) => (up ? undefined : 'does not answer')),
    ]);
    if (outcome !== undefined) {
      throw new Error(
        `Asterisk ${outcome}; its last lines are in ${join(this.#folders.log, 'console.log')}: ${await this.#tail()}`,
      );
    }
    this.#options.log(`Asterisk ${this.#options.program.version} is up (process ${this.#pid})`);
    this.#watch(child);
  }

  #watch(child: ChildProcess | undefined): void {
    const pid = this.#pid;
    const ended =
      child === undefined
        ? this.#gone(Number.POSITIVE_INFINITY)
        : new Promise<void>((settle) => {
            if (child.exitCode !== null || child.signalCode !== null) settle();
            else child.once('exit', () => settle());
          });
    void ended.then(async () => {
      if (!this.#watching || this.#pid !== pid) return;
      this.#options.log(`Asterisk ${pid} ended by itself: starting it again`);
      await this.#restart();
    });
  }

  async #restart(): Promise<void> {
    while (this.#watching) {
      await sleep(Math.min(10_000, 100 * 2 ** this.#crashes));
      this.#crashes++;
      if (!this.#watching) return;
      try {
        await this.start();
        setTimeout(() => {
          this.#crashes = 0;
        }, 60_000).unref();
        this.#options.onRestart?.();
        return;
      } catch (error) {
        this.#options.log(`Asterisk did not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  async command(line: string): Promise<string> {
    const [program, ...args] = this.#options.program.command;
    const result = await run(program, [...args, '-C', this.#configuration(), '-rx', line], { timeoutMs: 20_000 });
    if (result.status !== 0)
      throw new Error(`Asterisk did not take "${line}": ${result.stderr.trim() || result.stdout.trim()}`);
    return result.stdout;
  }

  async stop(options: { graceful?: boolean; timeoutMs?: number }): Promise<void> {
    this.#watching = false;
    if (this.#pid === 0 || !(await this.#isOurs(this.#pid))) return;
    if (options.graceful === true) {
      await this.command('core stop gracefully').catch(() => undefined);
      if (await this.#gone(options.timeoutMs ?? 60_000)) return this.#forget();
    }
    signal(this.#pid, 'SIGTERM');
    if (!(await this.#gone(15_000))) {
      signal(this.#pid, 'SIGKILL');
      await this.#gone(10_000);
    }
    await this.#forget();
  }

  async #forget(): Promise<void> {
    await rm(this.#pidFile, { force: true });
    this.#pid = 0;
  }

  expose(adopted: boolean): RunningAsterisk {
    const { http, ari } = this.#settings;
    return {
      version: this.#options.program.version,
      adopted,
      ari: { url: `http://${http.host}:${http.port}/ari`, user: ari.user, password: ari.password },
      folders: this.#folders,
      celFile: join(this.#folders.log, 'cel.json'),
      owner: this.#owner,
      credentials: this.credentials,
      pid: () => this.#pid,
      command: (line) => this.command(line),
      apply: async (settings) => {
        const change = await this.write(settings);
        // What an earlier try wrote but could not have taken up is due with it.
        if (this.#due === 'none' || change === 'restart') this.#due = change;
        const due = this.#due;
        const done = await this.takeUp(due);
        this.#due = 'none';
        return done === 'started' ? 'reload' : due;
      },
      stop: (options = {}) => this.stop(options),
      release: () => {
        this.#watching = false;
      },
    };
  }

  /** While it is down there is nothing to reload: it reads the files when it comes up. */
  async #reload(module: string): Promise<void> {
    if (await this.#isOurs(this.#pid)) await this.command(`module reload ${module}`);
  }

  #configuration(): string {
    return join(this.#folders.etc, 'asterisk.conf');
  }

  async #calls(): Promise<number> {
    const text = await this.command('core show channels count');
    return Number(/(\d+) active channel/.exec(text)?.[1] ?? 0);
  }

  /** A process id may have gone to another program meanwhile: its command line must name our configuration. */
  async #isOurs(pid: number): Promise<boolean> {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.split('\0').includes(this.#configuration());
  }

  async #answers(limitMs: number): Promise<boolean> {
    const { http, ari } = this.#settings;
    const key = Buffer.from(`${ari.user}:${ari.password}`).toString('base64');
    const until = Date.now() + limitMs;
    while (Date.now() < until && this.#pid !== 0) {
      const answer = await fetch(`http://${http.host}:${http.port}/ari/asterisk/ping`, {
        headers: { authorization: `Basic ${key}` },
        signal: AbortSignal.timeout(2000),
      }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      if (answer?.ok === true) return true;
      if (!(await this.#isOurs(this.#pid))) return false;
      await sleep(50);
    }
    return false;
  }

  async #gone(limitMs: number): Promise<boolean> {
    const pid = this.#pid;
    const until = Date.now() + limitMs;
    while (await this.#isOurs(pid)) {
      if (Date.now() > until) return false;
      await sleep(limitMs === Number.POSITIVE_INFINITY ? 500 : 50, undefined, {
        ref: limitMs !== Number.POSITIVE_INFINITY,
      });
      if (limitMs === Number.POSITIVE_INFINITY && (!this.#watching || this.#pid !== pid)) return true;
    }
    return true;
  }

  async #tail(): Promise<string> {
    const text = await readFile(join(this.#folders.log, 'console.log'), 'utf8').catch(() => '');
    return text.trim().split('\n').slice(-3).join(' | ');
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended by itself meanwhile, which is what we want
  }
}

function foldersOf(folder: string, log: string): AsteriskFolders {
  const own = join(folder, 'run');
  // sockaddr_un holds 107 bytes; a deep data folder gets a short place for its socket, named after it.
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const short = Buffer.byteLength(join(own, 'asterisk.ctl')) <= 100 ? own : join(tmpdir(), `asterisk-${name}`);
  return {
    etc: join(folder, 'etc'),
    variable: join(folder, 'variable'),
    spool: join(folder, 'spool'),
    run: short,
    log,
  };
}

async function prepareFolders(
  folder: string,
  folders: AsteriskFolders,
  owner: Owner | undefined,
  writable: readonly string[],
): Promise<void> {
  await ownedFolder(folder, undefined, 0o755);
  // The program and its folder are only read; nobody must be able to enter even when umask is strict.
  if (owner !== undefined) await chmod(folder, 0o755);
  const own = [
    ...Object.values(folders),
    join(folders.variable, 'keys'),
    // Without these two a recording by command answers a bare 500.
    join(folders.spool, 'recording'),
    join(folders.spool, 'monitor'),
    ...writable,
  ];
  for (const each of own) await ownedFolder(each, owner);
}
