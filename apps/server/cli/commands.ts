import { call } from './call.ts';
import type { Command } from './command.ts';

/** Every command by its name (design.md §4). */
export const commands: Readonly<Record<string, Command>> = { call };
