import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '#tools/program.ts';

/** Run a program to its end and return what it printed; throws when it fails. */
export async function must(...command: [string, ...string[]]): Promise<string> {
  const { status, output } = await runProgram(command);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${output.trim()}`);
  return output;
}

/** Two machines and a cable: network namespaces that reach nothing but each other and their own loopback. */
export interface Lan {
  readonly server: Host;
  readonly desk: Host;
  readonly close: () => Promise<void>;
}

export interface Host {
  readonly name: string;
  readonly address: string;
  /** A command that runs inside. */
  readonly inside: (...command: readonly string[]) => [string, ...string[]];
  readonly start: (command: readonly string[], env?: Readonly<Record<string, string>>) => Running;
}

export interface Running {
  readonly output: () => string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<number>;
  readonly ended: Promise<number>;
}

export async function openLan(): Promise<Lan> {
  const mark = randomBytes(2).toString('hex');
  const running: Running[] = [];
  const [server, desk] = [hostOf(`srv-${mark}`, '10.112.7.1', running), hostOf(`desk-${mark}`, '10.112.7.2', running)];
  await must('ip', 'netns', 'add', server.name);
  await must('ip', 'netns', 'add', desk.name);
  await must(
    'ip',
    'link',
    'add',
    `v${mark}a`,
    'netns',
    server.name,
    'type',
    'veth',
    'peer',
    'name',
    `v${mark}b`,
    'netns',
    desk.name,
  );
  for (const [host, end] of [
    [server, `v${mark}a`],
    [desk, `v${mark}b`],
  ] as const) {
    await must('ip', '-n', host.name, 'address', 'add', `${host.address}/24`, 'dev', end);
    await must('ip', '-n', host.name, 'link', 'set', 'lo', 'up');
    await must('ip', '-n', host.name, 'link', 'set', end, 'up');
  }
  return {
    server,
    desk,
    close: async () => {
      for (const each of running.reverse()) await each.stop();
      // The cable goes with the first of them.
      for (const { name } of [server, desk]) await runProgram(['ip', 'netns', 'delete', name]);
    },
  };
}

function hostOf(name: string, address: string, running: Running[]): Host {
  const inside = (...command: readonly string[]): [string, ...string[]] => ['ip', 'netns', 'exec', name, ...command];
  return {
    name,
    address,
    inside,
    start: (command, env = {}) => {
      const [program, ...args] = inside(...command);
      const started = follow(
        spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } }),
      );
      running.push(started);
      return started;
    },
  };
}

function follow(child: ChildProcess): Running {
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('exit', (status) => resolve(status ?? 1));
  });
  return {
    output: () => output,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The certificate of deploy/make-certificate.sh, for the names by which the desks know the server. */
export async function makeCertificate(
  repository: string,
  folder: string,
  names: readonly [string, ...string[]],
): Promise<{ proxy: string; authority: string }> {
  await must('sh', join(repository, 'deploy/make-certificate.sh'), folder, ...names);
  return { proxy: join(folder, 'sigap.pem'), authority: join(folder, 'ca.pem') };
}

/** deploy/haproxy.cfg as it is but for the place of the certificate. */
export async function proxyConfiguration(repository: string, folder: string, certificate: string): Promise<string> {
  const text = await readFile(join(repository, 'deploy/haproxy.cfg'), 'utf8');
  const file = join(folder, 'haproxy.cfg');
  await writeFile(
    file,
    text.replace('/etc/haproxy/sigap.pem', certificate).replace('log /dev/log local0', 'log stderr format raw local0'),
  );
  return file;
}

/** deploy/nftables.conf with the networks of this LAN. */
export async function firewall(repository: string, folder: string, desks: string): Promise<string> {
  const text = await readFile(join(repository, 'deploy/nftables.conf'), 'utf8');
  const file = join(folder, 'nftables.conf');
  await writeFile(file, text.replaceAll(/^define (desks|administrators) = .*$/gm, `define $1 = { ${desks} }`));
  return file;
}

/** A Chromium that lives on the desk's machine and trusts the authority, as an administrator would set it up. */
export async function deskBrowser(folder: string, desk: Host, authority: string): Promise<string> {
  const home = join(folder, 'home');
  const store = join(home, '.pki/nssdb');
  await mkdir(store, { recursive: true });
  await must('certutil', '-d', `sql:${store}`, '-N', '--empty-password');
  await must('certutil', '-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'sigap', '-i', authority);
  const program = join(folder, 'chromium');
  const real = process.env.SIGAP_CHROMIUM ?? '/usr/bin/chromium';
  await writeFile(program, `#!/bin/sh\nexec ip netns exec ${desk.name} env HOME=${home} ${real} "$@"\n`);
  await chmod(program, 0o755);
  return program;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
