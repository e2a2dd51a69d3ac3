import { type ActionContext, systemActor } from '#platform/server/action.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { noteDevice, usesDevice } from './desk-phone/desk-phone-store.ts';
import { tellPhone } from './desk-phone/tell-phone.ts';
import type { PhoneOwner, Phones } from './phones.ts';
import { setReachable } from './set-reachable.ts';

export interface ReachabilityOptions {
  readonly place: () => Workplace;
  readonly log: Log;
  readonly phones: Phones;
  readonly tenantOf: (slug: string) => Promise<string | null>;
}

export interface Reachability {
  heard(event: AriEvent): void;
  /** Ask Asterisk about every telephone; at each connect, because changes were missed meanwhile. */
  readAll(ari: AriClient): Promise<void>;
  /** Somebody takes calls at another telephone since: whether that one can be rung. */
  follow(ari: AriClient): Promise<void>;
  /** As Asterisk says now. */
  isRegistered(ari: AriClient, userId: string): Promise<boolean>;
}

/** Which desks have a telephone that can be rung. Changes are taken one after another, so the last one told is the last one kept. */
export function createReachability(options: ReachabilityOptions): Reachability {
  let turn: Promise<void> = Promise.resolve();

  async function take(sipUser: string, reachable: boolean): Promise<void> {
    const owner = (await options.phones.owners()).get(sipUser);
    const tenantId = owner === undefined ? null : await options.tenantOf(owner.slug);
    if (owner === undefined || tenantId === null) return;
    await runWork(options.place(), { tenantId, actor: systemActor }, (ctx) =>
      saveReach(ctx, owner, reachable, options.phones),
    );
  }

  function inTurn(sipUser: string, reachable: boolean): Promise<void> {
    turn = turn
      .then(() => take(sipUser, reachable))
      .catch((error: unknown) =>
        options.log.error({ error: String(error) }, 'the state of a desk telephone was not saved'),
      );
    return turn;
  }

  return {
    heard: (event) => {
      if (event.type === 'EndpointStateChange' && event.endpoint.technology === 'PJSIP') {
        void inTurn(event.endpoint.resource, event.endpoint.state === 'online');
      }
      if (event.type === 'ContactStatusChange' && event.contact_info.contact_status === 'Unreachable') {
        void inTurn(event.endpoint.resource, false);
      }
      if (
        event.type === 'ContactStatusChange' &&
        ['Reachable', 'NonQualified'].includes(event.contact_info.contact_status)
      ) {
        void inTurn(event.endpoint.resource, true);
      }
    },
    readAll: async (ari) => {
      await options.phones.refresh();
      const listed = await ari.callSlow('endpoints.listByTech', { tech: 'PJSIP' });
      if (!listed.ok) return;
      const owners = await options.phones.owners();
      for (const endpoint of listed.value) {
        if (owners.has(endpoint.resource)) await inTurn(endpoint.resource, endpoint.state === 'online');
      }
    },
    follow: async (ari) => {
      const changed = await options.phones.refresh();
      if (changed.length === 0) return;
      const owners = await options.phones.owners();
      for (const userId of changed) {
        const sipUser = await options.phones.sipUserOf(userId);
        if (owners.has(sipUser)) await inTurn(sipUser, await isOnline(ari, sipUser));
      }
    },
    isRegistered: async (ari, userId) => isOnline(ari, await options.phones.sipUserOf(userId)),
  };
}

async function saveReach(
  ctx: ActionContext,
  { userId, isDevice }: PhoneOwner,
  reachable: boolean,
  phones: Phones,
): Promise<void> {
  if (isDevice && (await noteDevice(ctx, userId, reachable)))
    await tellPhone(ctx, userId, reachable ? 'phone.registered' : 'phone.lost', {});
  // Only the one at which calls are taken counts; asked here, because the choice may have been made a moment ago. Until this
  // process rings by that choice too (`follow`), nobody is reached: it would ring the other one.
  if ((await usesDevice(ctx, userId)) !== isDevice) return;
  if (reachable && phones.isAtDevice(userId) !== isDevice) return;
  await setReachable(ctx, userId, reachable);
}

async function isOnline(ari: AriClient, resource: string): Promise<boolean> {
  const found = await ari.callSlow('endpoints.get', { tech: 'PJSIP', resource }).catch(() => null);
  return found?.ok === true && found.value.state === 'online';
}
