import { access } from 'node:fs/promises';
import { runProgram } from './program.ts';

/** A program the tests need and npm does not have. */
export interface DebianProgram {
  readonly file: string;
  readonly debianPackage: string;
  readonly purpose: string;
}

export const testPrograms: readonly DebianProgram[] = [
  {
    file: '/usr/bin/chromium-headless-shell',
    debianPackage: 'chromium-headless-shell',
    purpose: 'the browser of the stories',
  },
  {
    file: '/usr/bin/chromium',
    debianPackage: 'chromium',
    purpose: 'the browser of stories in which a notification is shown',
  },
  { file: '/usr/bin/sipp', debianPackage: 'sip-tester', purpose: 'the citizens who call' },
  {
    file: '/usr/lib/postgresql/15/bin/pg_dump',
    debianPackage: 'postgresql-15',
    purpose: 'the oldest PostgreSQL we promise',
  },
];

export const rootPrograms: readonly DebianProgram[] = [
  { file: '/usr/sbin/ip', debianPackage: 'iproute2', purpose: 'network namespaces' },
  { file: '/usr/sbin/haproxy', debianPackage: 'haproxy', purpose: 'the reverse proxy of deploy/' },
  { file: '/usr/sbin/nft', debianPackage: 'nftables', purpose: 'the firewall of deploy/' },
  { file: '/usr/bin/certutil', debianPackage: 'libnss3-tools', purpose: 'a browser that trusts our certificate' },
];

async function missingOf(programs: readonly DebianProgram[]): Promise<DebianProgram[]> {
  const missing: DebianProgram[] = [];
  for (const program of programs) {
    await access(program.file).catch(() => missing.push(program));
  }
  return missing;
}

/**
 * Make sure that the programs are there: as root by apt-get, else by one line that says what to install. The message of
 * what is still missing, or null.
 */
export async function ensureDebianPrograms(programs: readonly DebianProgram[]): Promise<string | null> {
  const missing = await missingOf(programs);
  if (missing.length === 0) return null;
  const names = missing.map(({ debianPackage }) => debianPackage).join(' ');
  const advice = `Missing: ${missing.map(({ debianPackage, purpose }) => `${debianPackage} (${purpose})`).join(', ')}. As root: apt-get install ${names}`;
  if (process.getuid?.() !== 0) return advice;
  console.log(`Installing ${names} from Debian …`);
  const began = Date.now();
  const ticker = setInterval(
    () => console.log(`  still installing, ${Math.round((Date.now() - began) / 1000)} s`),
    15_000,
  );
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names.split(' ')]]) {
      const { status, output } = await runProgram(['apt-get', '-qq', ...args], { env });
      if (status !== 0)
        return `${advice}\napt-get ${args[0]} ended with ${status}:\n${output.trim().split('\n').slice(-5).join('\n')}`;
    }
  } finally {
    clearInterval(ticker);
  }
  const still = await missingOf(programs);
  return still.length === 0
    ? null
    : `${advice} (apt-get ended well, but ${still.map(({ file }) => file).join(', ')} did not appear)`;
}
