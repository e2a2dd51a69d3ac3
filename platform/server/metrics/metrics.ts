import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly contentType: string;
  /** Everything in the Prometheus text format; gauges are read at this moment. */
  readonly text: () => Promise<string>;
  /** Count the requests of a server by route, method and status, with their duration. */
  readonly observe: (app: FastifyInstance) => void;
  /** A figure that is asked for when somebody looks; a question that fails leaves the figure out. */
  readonly gauge: (name: string, help: string, read: () => number | Promise<number>) => void;
  /** For `DeadlineOptions.onFired`. */
  readonly deadlineFired: (kind: string, lateMs: number) => void;
  /** For `JobOptions.onEnded`. */
  readonly jobEnded: (task: string, outcome: string, ms: number) => void;
  /** For a feature's own counters and histograms. */
  readonly registry: Registry;
}

/**
 * The figures of this process for Prometheus. Routes are labelled by their pattern, never by an address with ids in it, so
 * nothing personal is in here; still, deploy/ blocks `/metrics` at the reverse proxy, since it is nobody's business outside.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const lateness = new Histogram({
    name: 'deadline_lateness_seconds',
    help: 'How long after its time a deadline fired',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  const jobs = new Counter({
    name: 'jobs_ended_total',
    help: 'Jobs by outcome',
    labelNames: ['task', 'outcome'],
    registers,
  });
  const jobTime = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time a job took',
    labelNames: ['task'],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    registry,
    observe: (app) => {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none';
        requests.observe({ route, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
      });
    },
    gauge: (name, help, read) => addGauge(registry, { name, help, read }),
    deadlineFired: (kind, lateMs) => lateness.observe({ kind }, lateMs / 1000),
    jobEnded: (task, outcome, ms) => {
      jobs.inc({ task, outcome });
      jobTime.observe({ task }, ms / 1000);
    },
  };
}

function addGauge(
  registry: Registry,
  gauge: { name: string; help: string; read: () => number | Promise<number> },
): void {
  new Gauge({
    name: gauge.name,
    help: gauge.help,
    registers: [registry],
    async collect() {
      try {
        this.set(await gauge.read());
      } catch {
        // An old figure would look like a fresh one.
        this.remove();
      }
    },
  });
}
