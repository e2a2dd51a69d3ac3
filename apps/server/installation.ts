import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import { type InstallationView, readInstallation } from '#platform/shared/installation.ts';
import { ok } from '#platform/shared/result.ts';
import type { Config } from './config.ts';
import type { Exchange } from './exchange.ts';

/** What the screens must know of the machine they are served by. */
export function createInstallation(options: {
  readonly services: Config['services'];
  readonly exchange: () => Exchange | null;
}): Feature {
  return {
    name: 'installation',
    routes: [bind(readInstallation, async () => ok({ telephony: telephonyOf(options) }))],
  };
}

function telephonyOf(options: Parameters<typeof createInstallation>[0]): InstallationView['telephony'] {
  if (!options.services.has('telephony')) return { state: 'elsewhere' };
  const exchange = options.exchange();
  // Nobody is served before telephony was tried; tests and the command line have none.
  if (exchange === null) return { state: 'elsewhere' };
  return exchange.state === 'running' ? { state: 'running' } : { state: 'off', why: { ...exchange.why } };
}
