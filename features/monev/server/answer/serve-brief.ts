import { mayReach } from '#features/people/server/reach.ts';
import { inTenant } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseRequest } from '#platform/server/http/problem.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import { agencyBriefId } from '../../answer.ts';
import { briefFilePath } from '../../answer-contract.ts';
import { selectBriefFile } from './brief-store.ts';

/** A brief as it was sent. Nobody's name, number or address is in it, so that looking at it is no look at personal data. */
export function serveBrief(place: () => Workplace): HttpPlugin {
  return {
    method: 'GET',
    path: briefFilePath,
    summary: 'The brief of an agency as a PDF, as it was sent',
    permission: 'answer.read',
    serve: async (request, reply, requester) => {
      const { tenantId, actor } = present(requester, 'a route with a permission is only reached with a session');
      // Fastify fills the path's own parameter.
      const id = agencyBriefId.safeParse((request.params as { id: string }).id);
      if (!id.success) return refuseRequest(reply, actor.language, 'request.invalid', { where: 'id' });
      const found = await inTenant(place().db, tenantId, (tx) => selectBriefFile({ tx, tenantId }, id.data));
      if (found === null || !mayReach(actor, 'answer.read', found.agency_id))
        return refuseRequest(reply, actor.language, 'route.not_found');
      const name = `ringkasan-${found.code.toLowerCase()}-${found.month}-${found.number}.pdf`;
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(found.pdf);
    },
  };
}
