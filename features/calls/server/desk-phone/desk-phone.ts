import { permissionTable, type Role } from '#features/people/permissions.ts';
import { type Action, type ActionContext, bind } from '#platform/server/action.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import * as routes from '../../desk-phone-contract.ts';
import { beginHoldOf, lockTalk } from '../hold-call.ts';
import type { Phones } from '../phones.ts';
import { lockPresence, presenceOf } from '../presence-store.ts';
import { resumeCall } from '../resume-call.ts';
import { setReachable } from '../set-reachable.ts';
import { lockCall, slugOf, talkingDesk } from '../store.ts';
import * as store from './desk-phone-store.ts';
import { tellPhone } from './tell-phone.ts';

/** The account is taken from the exchange once the row is gone for good. */
const revokeTask = 'calls.revoke_desk_phone';
/** Who may take calls at all. Object.keys forgets the type of the keys. */
const takers = Object.keys(permissionTable['call.take']) as Role[];

/** SIP telephones on desks: their accounts, who takes calls there, and the hold that their keys do not do. */
export function deskPhonePart(phonesNow: () => Phones | null, server: string): FeaturePart {
  const make: Action<typeof routes.makeDeskPhone> = async (ctx, { params, body }) => {
    if ((await store.takerById(ctx, params.id, takers)) === null) return refuse('desk_phone.no_taker');
    const phones = phonesNow();
    if (phones === null) return refuse('desk_phone.no_exchange');
    const isUsed = await store.usesDevice(ctx, params.id);
    if (isUsed && (await isInCall(ctx, params.id))) return refuse('desk_phone.in_call');
    const user = await phones.issueDevice(params.id, await slugOf(ctx.tx, ctx.tenantId), body.password);
    const by = present(ctx.actor.id, 'phone.manage needs a session');
    await store.saveDeskPhone(ctx, { userId: params.id, sipUser: user, by });
    await tellPhone(ctx, params.id, 'phone.made', { byUserId: by });
    return ok({ user, server });
  };

  const remove: Action<typeof routes.removeDeskPhone> = async (ctx, { params }) => {
    if ((await store.usesDevice(ctx, params.id)) && (await isInCall(ctx, params.id)))
      return refuse('desk_phone.in_call');
    const wasUsed = await store.deleteDeskPhone(ctx, params.id);
    if (wasUsed === null) return refuse('desk_phone.none');
    if (wasUsed) await setReachable(ctx, params.id, false);
    await enqueueJob(ctx, revokeTask, { userId: params.id }, { key: `desk-phone:${params.id}` });
    await tellPhone(ctx, params.id, 'phone.removed', {
      byUserId: present(ctx.actor.id, 'phone.manage needs a session'),
    });
    return ok({});
  };

  return {
    routes: [
      bind(routes.makeDeskPhone, make),
      bind(routes.removeDeskPhone, remove),
      bind(routes.chooseDeskPhone, choose),
      bind(routes.holdAtDesk, hold),
    ],
    jobs: {
      [revokeTask]: async (ctx, { userId }) => {
        // Made anew meanwhile: that one stays.
        if (typeof userId !== 'string' || (await store.deskPhoneOf(ctx, userId)) !== null) return;
        await phonesNow()?.revokeDevice(userId);
      },
    },
  };
}

/** Nobody is reached there until the exchange was asked for the other telephone: for a moment, and not in a call. */
const choose: Action<typeof routes.chooseDeskPhone> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const phone = await store.deskPhoneOf(ctx, userId);
  if (phone === null) return refuse('desk_phone.none');
  if (phone.in_use === body.device) return ok({});
  if (await isInCall(ctx, userId)) return refuse('desk_phone.in_call');
  await store.saveInUse(ctx, userId, body.device);
  await setReachable(ctx, userId, false);
  await tellPhone(ctx, userId, 'phone.chosen', { device: body.device });
  return ok({});
};

const hold: Action<typeof routes.holdAtDesk> = async (ctx, { params, body }) => {
  if ((await lockCall(ctx.tx, params.id)) === null) return refuse('call.not_found');
  const desk = await talkingDesk(ctx.tx, params.id);
  if (desk === null || desk.user_id !== ctx.actor.id) return refuse('call.not_yours');
  if (!(await store.usesDevice(ctx, desk.user_id))) return refuse('desk_phone.not_in_use');
  const channel = present(desk.pbx_channel, 'a desk that talks has a channel');
  // Of its two calls, the one that it has not put aside.
  if ((await presenceOf(ctx.tx, ctx.tenantId, desk.user_id))?.parked_call_id === params.id)
    return refuse('call.not_possible');
  if (!body.held) {
    const isThere = !(await store.isHeldHere(ctx, params.id));
    const resumed = await resumeCall(ctx, { callId: params.id, channel, at: ctx.now });
    if (!resumed.ok) return resumed;
    return isThere ? refuse('desk_phone.held_there') : ok({});
  }
  const talk = await lockTalk(ctx, { callId: params.id, channel }, true);
  if (!talk.ok) return talk;
  const since = await beginHoldOf(ctx, talk.value, ctx.now, { by: 'server' });
  await store.saveServerHold(ctx, params.id, since);
  return ok({});
};

async function isInCall(ctx: ActionContext, userId: string): Promise<boolean> {
  const presence = await lockPresence(ctx.tx, ctx.tenantId, userId);
  return presence?.state === 'talking' || presence?.state === 'offered';
}
