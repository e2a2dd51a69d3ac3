import { systemActor } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { Feature } from '#platform/server/feature.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Zone } from '#platform/shared/time.ts';
import { audience } from '../audience.ts';
import type { TenantId } from '../person.ts';
import type { CentreContent } from '../tenant.ts';
import { type Crest, saveCrest } from './crest-store.ts';
import { saveTrunk } from './regency-store.ts';
import { insertTenant } from './store.ts';

export interface TenantDescription {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  /** Kemendagri code of the regency as text, e.g. `35.15`. */
  readonly regionCode: string;
  readonly zone: Zone;
  readonly hosts?: readonly string[];
  readonly crest?: Crest | null;
  readonly trunk?: CentreContent['trunk'];
  readonly demo?: boolean;
}

/**
 * Make a regency and fill it with every feature's editable rows, in the features' order, in one transaction: a tenant
 * exists whole or not at all. Runs as the machinery, because no tenant exists yet to act in. `settle` runs last in the
 * same transaction: the first account, the demo's people.
 */
export async function createTenant(
  installation: { readonly systemDb: Db; readonly place: Workplace; readonly features: readonly Feature[] },
  described: TenantDescription,
  settle: (ctx: Parameters<NonNullable<Feature['seedTenant']>>[0]) => Promise<Result<unknown>> = async () => ok(null),
): Promise<Result<TenantId, string>> {
  const id = newId<'tenant'>();
  const place = { ...installation.place, db: installation.systemDb };
  return runAction(place, { tenantId: id, actor: systemActor }, async (ctx) => {
    const inserted = await insertTenant(ctx.tx, {
      hosts: [],
      demo: false,
      ...described,
      id,
      crest: described.crest?.sha256 ?? null,
    });
    if (!inserted) return refuse('tenant.slug_taken', { slug: described.slug });
    if (described.crest) await saveCrest(ctx, described.crest);
    if (described.trunk !== undefined) await saveTrunk(ctx.tx, id, described.trunk);
    await appendEvent(ctx, { name: 'tenant.created', subject: { type: 'tenant', id }, audience: [audience.tenant()] });
    for (const feature of installation.features) await feature.seedTenant?.(ctx);
    const settled = await settle(ctx);
    return settled.ok ? ok(id) : settled;
  });
}
