import { commands } from './cli/commands.ts';

/** `npm run sigap -- COMMAND …`: exit status 0 only when the command did what it says. */
async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) {
    const list = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(16)} ${summary}`);
    console.error(
      `${name === undefined ? '' : `There is no command ${name}. `}Usage: npm run sigap -- COMMAND\n${list.join('\n')}`,
    );
    return 2;
  }
  return command.run(args);
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
