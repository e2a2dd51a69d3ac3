import { readdirSync, readFileSync } from 'node:fs';
import type { TestCentre } from '#features/calls/server/test-room.ts';

/** What the three parts of a centre used, in milliseconds of processor time. */
export interface Processor {
  readonly node: number;
  readonly asterisk: number;
  readonly postgres: number;
}

/** Linux counts in hundredths of a second, on every machine. */
const tickMs = 10;

/** How to read it: this process (our server and what stands for its people), Asterisk, and PostgreSQL with all its processes. */
export async function watchProcessor(centre: TestCentre): Promise<() => Processor> {
  const postmaster = await postmasterOf(centre);
  const asterisk = centre.exchange.asterisk.pid();
  return () => {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1000, asterisk: usedMs(asterisk), postgres: familyMs(postmaster) };
  };
}

export async function postmasterOf(centre: TestCentre): Promise<number> {
  const { rows } = await centre.database.ownerPool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}

export function used(before: Processor, after: Processor): Processor {
  const { node, asterisk, postgres } = after;
  return {
    node: node - before.node,
    asterisk: asterisk - before.asterisk,
    postgres: postgres - before.postgres,
  };
}

export function sum(all: readonly Processor[]): Processor {
  const of = (part: keyof Processor) => all.reduce((total, each) => total + each[part], 0);
  return { node: of('node'), asterisk: of('asterisk'), postgres: of('postgres') };
}

/** The fields behind the name, which may hold spaces and brackets: state is the first. */
function fieldsOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}

const parentOf = (pid: number) => fieldsOf(pid)[1] ?? 0;
const usedMs = (pid: number) => ((fieldsOf(pid)[11] ?? 0) + (fieldsOf(pid)[12] ?? 0)) * tickMs;

/** With the children that live, and those that have ended. */
function familyMs(pid: number): number {
  const [ended = 0, endedInKernel = 0] = fieldsOf(pid).slice(13, 15);
  const children = childrenOf(pid).reduce((total, child) => total + usedMs(child), 0);
  return usedMs(pid) + (ended + endedInKernel) * tickMs + children;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((each) => Number.isInteger(each) && parentOf(each) === pid);
}

/** Resident memory in MiB, shared pages in their share where the kernel tells it. */
export function memoryMib(pid: number): number {
  const read = (file: string, line: RegExp) => {
    try {
      return Number(line.exec(readFileSync(`/proc/${pid}/${file}`, 'latin1'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  return (read('smaps_rollup', /^Pss:\s+(\d+)/m) || read('status', /^VmRSS:\s+(\d+)/m)) / 1024;
}

export const familyMib = (pid: number) =>
  memoryMib(pid) + childrenOf(pid).reduce((total, child) => total + memoryMib(child), 0);
