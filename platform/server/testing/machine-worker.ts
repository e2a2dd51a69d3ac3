// A process of the house for tests that kill it: the deadline loop or the job queue over a test database, nothing else.
// `node machine-worker.ts deadlines|jobs` with APP_URL, SYSTEM_URL, OWNER_URL. Each effect is one event.
import { newId } from '#platform/shared/ids.ts';
import type { ActionContext } from '../action.ts';
import { openDatabase } from '../db/database.ts';
import { appendEvent } from '../events/event.ts';
import { startJobs } from '../jobs/jobs.ts';
import { silentLog } from '../log/log.ts';
import { startDeadlines } from '../timers/deadlines.ts';
import type { Workplace } from '../unit.ts';

function open(variable: string, maxConnections: number) {
  const url = process.env[variable];
  if (url === undefined) throw new Error(`${variable} is not set: this program is started by tests only`);
  return openDatabase({ url, maxConnections, log: silentLog, name: 'machine-worker' });
}

const place: Workplace = { db: open('APP_URL', 6).db, listeners: {}, log: silentLog };

async function takeEffect(ctx: ActionContext, n: number): Promise<void> {
  await appendEvent(ctx, {
    name: 'thing.happened',
    subject: { type: 'thing', id: newId() },
    audience: ['tenant'],
    content: { n },
  });
  // Wide enough to be killed between the effect and its commit.
  await new Promise((resolve) => setTimeout(resolve, n % 7));
}

if (process.argv[2] === 'deadlines') {
  const system = open('SYSTEM_URL', 6);
  const numberOf = (subjectId: string) => Number.parseInt(subjectId.slice(-12), 16);
  startDeadlines({
    place,
    systemDb: system.db,
    listen: system.pool,
    handlers: { test: (ctx, subjectId) => takeEffect(ctx, numberOf(subjectId)) },
  });
} else {
  await startJobs({
    place,
    ownerPool: open('OWNER_URL', 8).pool,
    handlers: { test: (ctx, payload) => takeEffect(ctx, Number(payload.n)) },
    sweepMs: 200,
  });
}
console.log('working');
