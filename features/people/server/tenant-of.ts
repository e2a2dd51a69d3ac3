import type { FastifyRequest } from 'fastify';
import type { Db } from '#platform/server/db/database.ts';
import { onlyTenant, tenantIdByHost, tenantIdBySlug } from './store.ts';

const inPath = /^\/(?:portal|open-data)\/([a-z][a-z0-9-]{1,40})(?:\/|$|\?)/;
const inQuery = ['tenant', 'jurisdiction_id'] as const;

/** Whose public page a request is for: the slug in the path or query, else the host name, else the default tenant, else the only one. */
export function tenantOf(systemDb: Db, defaultTenant: string) {
  return async (request: FastifyRequest): Promise<string | null> => {
    const url = new URL(request.url, 'http://sigap.invalid');
    const said =
      inPath.exec(url.pathname)?.[1] ?? inQuery.map((key) => url.searchParams.get(key)).find((value) => value !== null);
    // A slug that was said and is unknown is an error of the asker, never a reason to show another regency.
    if (said !== undefined && said !== null) return (await tenantIdBySlug(systemDb, said))?.id ?? null;
    const byHost = await tenantIdByHost(systemDb, request.hostname.toLowerCase());
    const found = byHost ?? (await tenantIdBySlug(systemDb, defaultTenant)) ?? (await onlyTenant(systemDb));
    return found?.id ?? null;
  };
}
