import { asteriskConfig } from './asterisk-config.ts';
import { backup } from './backup.ts';
import { call } from './call.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { recordings } from './recordings.ts';
import { restore } from './restore.ts';
import { simulate } from './simulate.ts';
import { tenant } from './tenant.ts';
import { user } from './user.ts';
import { verify } from './verify.ts';

/** Every command by its name (design.md §4). */
export const commands: Readonly<Record<string, Command>> = {
  doctor,
  call,
  import: importCommand,
  migrate,
  backup,
  restore,
  verify,
  recordings,
  simulate,
  tenant,
  user,
  'asterisk-config': asteriskConfig,
};
