import { createHash } from 'node:crypto';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { readAml } from '../../caller-place-aml.ts';
import { amlPath } from '../../place-contract.ts';
import { normaliseNumber } from '../normalise-number.ts';
import { actFor } from '../telephony-actions.ts';
import { notePlaces } from './note-places.ts';
import { callsOfNumber, tenantOfAmlKey } from './place-store.ts';

/** A telephone measures for up to half a minute, and its network may be slow; later than this the caller has moved on. */
const belongsMs = 10 * 60_000;

/**
 * Where partners deliver what telephones measured during a call. A key in the address says which regency agreed to it; without an
 * agreement there is nothing here (404). Everything else is answered with 2xx, as senders ask: a message that cannot be used is no
 * reason to send it again.
 */
export function takeAml({ systemDb, place, log }: { systemDb: Db; place: () => Workplace; log: Log }): HttpPlugin {
  return {
    method: 'POST',
    path: amlPath,
    summary: 'Takes the place that a telephone measured (AML by HTTPS)',
    permission: 'public',
    takesForm: true,
    serve: async (request, reply) => {
      // The address of the route has one parameter.
      const { key = '' } = request.params as { readonly key?: string };
      const tenantId = await tenantOfAmlKey(systemDb, createHash('sha256').update(key).digest('hex'));
      if (tenantId === null) return reply.code(404).send();
      const fields = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const message = readAml(new Map(fields));
      if (!message.ok) {
        log.warn({ code: message.refusal.code }, 'a telephone’s place could not be read');
        return reply.code(202).send();
      }
      const number = normaliseNumber(message.value.deviceNumber);
      if (number === null) return reply.code(202).send();
      const told = message.value.place;
      const noted = await actFor(place, tenantId, async (ctx) => {
        const [callId] = await callsOfNumber(ctx, number, plusMs(ctx.now, -belongsMs));
        if (callId === undefined) return ok(0);
        // Each fix is a place of its own: a telephone sends better ones as it goes on.
        const origin = `aml ${told.at ?? ctx.now}`;
        return notePlaces(ctx, callId, [{ source: 'aml', origin, place: told }]);
      });
      return reply.code(noted.ok && noted.value > 0 ? 200 : 202).send();
    },
  };
}
