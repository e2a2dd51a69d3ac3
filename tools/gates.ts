import { type Ended, runProgram, tool } from './program.ts';

/** One thing that must hold for every commit. */
export interface Gate {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

export const gates: readonly Gate[] = [
  { name: 'types, server', command: tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.server.json') },
  { name: 'types, screens', command: tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.web.json') },
  {
    name: 'lint and format',
    command: tool(
      '@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      '--diagnostic-level=warn',
      '--max-diagnostics=50',
      '.',
    ),
  },
  { name: 'imports', command: [process.execPath, 'tools/check-imports.ts'] },
  { name: 'sizes and form', command: [process.execPath, 'tools/check-sizes.ts'] },
  { name: 'unused code', command: tool('knip/bin/knip.js', '--no-progress') },
  // Builds what the next start would build.
  { name: 'first load', command: [process.execPath, 'tools/first-load.ts'] },
];

/** Rule tables and other tests that need nothing but Node. */
export const pureTests: Gate = {
  name: 'pure tests',
  command: tool('vitest/vitest.mjs', 'run', '--project', 'pure', '--reporter=default'),
};

export interface GateOutcome extends Ended {
  readonly name: string;
}

/** Run gates two at a time, say how each ended, and show what a failed one printed. */
export async function runGates(chosen: readonly Gate[]): Promise<GateOutcome[]> {
  const waiting = [...chosen];
  const outcomes: GateOutcome[] = [];
  const lane = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const ended = await runProgram(gate.command, { env: { NO_COLOR: '1' } });
      outcomes.push({ name: gate.name, ...ended });
      console.log(`${ended.status === 0 ? 'ok    ' : 'FAILED'}  ${gate.name} (${(ended.ms / 1000).toFixed(1)} s)`);
      if (ended.status !== 0) console.log(ended.output.trimEnd().replace(/^/gm, '        '));
    }
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}
