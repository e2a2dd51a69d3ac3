import { readConfig } from '../config.ts';
import { examine, type Part } from '../doctor.ts';
import type { Command } from './command.ts';

const marks = { good: 'ok  ', idle: '-   ', attention: '!   ', bad: 'BAD ' } as const;

/** Every part of the installation with its version and state, and what to do where something is to be done. */
export const doctor: Command = {
  summary: 'name every part, its version and state, and what to do',
  run: async () => {
    const parts = await examine(readConfig(process.env, []));
    for (const part of parts) console.log(line(part));
    const bad = parts.filter(({ state }) => state === 'bad').length;
    const attention = parts.filter(({ state }) => state === 'attention').length;
    console.log(bad + attention === 0 ? '\nEverything is in order.' : `\n${bad} to repair, ${attention} to look at.`);
    return bad === 0 ? 0 : 1;
  },
};

function line(part: Part): string {
  const advice = part.advice === undefined ? '' : `\n${' '.repeat(23)}-> ${part.advice}`;
  return `${marks[part.state]} ${part.name.padEnd(16)}  ${part.found}${advice}`;
}
