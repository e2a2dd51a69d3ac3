import { pino } from 'pino';

export type Log = ReturnType<typeof createLog>;

/**
 * Structured logs, one JSON line each. Nothing personal goes in: ids, codes and figures only. Whoever is tempted to log
 * a body or a number is stopped here once more.
 */
export function createLog(options: { level?: string; file?: string } = {}) {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      redact: {
        paths: [
          'req.headers',
          'headers',
          '*.password',
          'password',
          '*.token',
          'token',
          '*.phone',
          'phone',
          '*.name_of_caller',
        ],
        remove: true,
      },
    },
    options.file === undefined
      ? pino.destination({ fd: 2, sync: true })
      : pino.destination({ dest: options.file, mkdir: true, sync: false }),
  );
}

/** A log that keeps nothing, for tests and tools whose output is their own. */
export const silentLog: Log = createLog({ level: 'silent' });
