import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { foundFirstTenant, listRegencies, readInstallation } from '../installation-contract.ts';
import { settleOverflow } from '../overflow.ts';
import { createTenant } from './create-tenant.ts';
import { createUser } from './create-user.ts';
import { judgeCrest } from './crests.ts';
import { parseBody, sendRefusal } from './doorway.ts';
import { isEmpty, isFirstRegency } from './regency-store.ts';

export interface InstallationOptions {
  readonly systemDb: Db;
  readonly place: Workplace;
  readonly features: readonly Feature[];
  /** Loads the regions of a regency; known only to a feature further down. */
  readonly loadRegions: (code: string) => Promise<void>;
  readonly regencies: () => Promise<readonly { readonly code: string; readonly name: string }[]>;
  /** Printed by the server that started on an empty database; null: this installation was never empty. */
  readonly setupCode: string | null;
}

/** The routes of the first-run wizard. They speak HTTP themselves, because a route needs a tenant and there is none yet. */
export function installationPlugins(options: InstallationOptions): HttpPlugin[] {
  const isWaiting = async () => options.setupCode !== null && (await isEmpty(options.systemDb));

  const state = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.send({ state: (await isWaiting()) ? 'empty' : 'ready' });

  const regencies = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await isWaiting()))
      return sendRefusal(request, reply, listRegencies, refuse('installation.not_empty').refusal);
    return reply.send({ items: await options.regencies() });
  };

  const found = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = parseBody(request, reply, foundFirstTenant.body);
    if (body === null) return reply;
    if (options.setupCode === null || !(await isWaiting()))
      return sendRefusal(request, reply, foundFirstTenant, refuse('installation.not_empty').refusal);
    if (!isSame(body.setupCode, options.setupCode))
      return sendRefusal(request, reply, foundFirstTenant, refuse('installation.wrong_code').refusal);
    const known = await options.regencies();
    if (!known.some((regency) => regency.code === body.tenant.regionCode)) {
      return sendRefusal(request, reply, foundFirstTenant, refuse('installation.unknown_region').refusal);
    }
    const crest = body.crest === null ? null : judgeCrest(Buffer.from(body.crest, 'base64'));
    if (crest?.ok === false) return sendRefusal(request, reply, foundFirstTenant, crest.refusal);
    const trunk = settleOverflow(body.trunk);
    if (!trunk.ok) return sendRefusal(request, reply, foundFirstTenant, trunk.refusal);
    await options.loadRegions(body.tenant.regionCode);
    const founding = { ...body.tenant, crest: crest?.value ?? null, trunk: trunk.value };
    const made = await createTenant(options, founding, async (ctx) => {
      if (!(await isFirstRegency(ctx.tx, ctx.tenantId))) return refuse('installation.not_empty');
      const admin = await createUser(ctx, { ...body.admin, roles: ['ADMIN'], mustChangePassword: false });
      return admin.ok ? ok(null) : admin;
    });
    if (!made.ok) return sendRefusal(request, reply, foundFirstTenant, made.refusal);
    return reply.send({ slug: body.tenant.slug });
  };

  return [
    {
      method: 'GET',
      path: readInstallation.path,
      summary: readInstallation.summary,
      permission: 'public',
      serve: state,
    },
    { method: 'GET', path: listRegencies.path, summary: listRegencies.summary, permission: 'public', serve: regencies },
    {
      method: 'POST',
      path: foundFirstTenant.path,
      summary: foundFirstTenant.summary,
      permission: 'public',
      serve: found,
    },
  ];
}

/** Compared by digest: neither length nor content of the code shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
