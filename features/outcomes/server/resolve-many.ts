import type { Resolving } from '#features/dispatch/server/surge/many.ts';
import { refuse } from '#platform/shared/result.ts';
import { resolveIncident as route } from '../contract.ts';
import { refusals } from '../texts.ts';
import { resolveIncident } from './end-incident.ts';

/** Many incidents at once are resolved without an agency by the very command that resolves one (features/dispatch/server/surge/). */
export const resolvingMany: Resolving = {
  refusals,
  resolve: async (ctx, id, reason) => {
    const body = route.body.safeParse({ reason });
    return body.success
      ? resolveIncident(ctx, { params: { id }, query: {}, body: body.data })
      : refuse('outcome.not_possible', { state: reason });
  },
};
