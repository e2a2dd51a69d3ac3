import { createLog } from '#platform/server/log/log.ts';
import { buildScreensIfChanged } from '#tools/build-screens.ts';
import { readConfig } from './config.ts';
import { createProgress } from './progress.ts';
import { startServer } from './start.ts';
import { printWelcome } from './welcome.ts';

/**
 * The server process: `npm start` ends here. Ctrl+C and SIGTERM stop everything it started, in order; a second Ctrl+C
 * two seconds later does not wait. After a `kill -9` PostgreSQL and Asterisk live on and the next start adopts them.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ level: config.logLevel });
  const progress = createProgress();
  let stopping: { readonly since: number } | null = null;
  let stop: () => Promise<void> = async () => undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping !== null) {
      // A process group and our own bootstrap may both pass on the same signal; a person repeats it later than that.
      if (performance.now() - stopping.since < 2000) return;
      progress.say('Stopping at once; what still runs is adopted by the next start.');
      process.exit(1);
    }
    stopping = { since: performance.now() };
    progress.say(`${signal}: stopping …`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(
          { error: String(error) },
          'the stop did not go through; what still runs is adopted by the next start',
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);

  if (config.services.has('web')) await progress.step('screens', (say) => buildScreensIfChanged({ log: say }));
  const starting = startServer(config, log, progress);
  // Whoever ends a start that is under way waits for what it has begun: else PostgreSQL and Asterisk would be left behind.
  stop = async () => (await starting).stop();
  printWelcome(await starting, config, progress);
}

main().catch((error: unknown) => {
  // What stops a start is said in one message that tells what to do; the stack is for whoever asks for it.
  console.error(error instanceof Error ? error.message : String(error));
  if (process.env['SIGAP_LOG_LEVEL'] === 'debug' && error instanceof Error) console.error(error.stack);
  process.exit(1);
});
