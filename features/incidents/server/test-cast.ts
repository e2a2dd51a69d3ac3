import { randomBytes } from 'node:crypto';
import type { CallId } from '#features/calls/call.ts';
import { arriveCall } from '#features/calls/server/arrive-call.ts';
import { saveAnswer, saveWrapUp } from '#features/calls/server/store.ts';
import { topicsOf } from '#features/people/audience.ts';
import { permissionsOf, type Role, reachOf } from '#features/people/permissions.ts';
import type { SessionId, UserId } from '#features/people/person.ts';
import { insertAccount, insertSession } from '#features/people/server/store.ts';
import type { PlacedRegion } from '#features/places/server/region-store.ts';
import type { ActionContext, Actor } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';

/** People of every test regency, by the name they are called in tests. */
const cast = {
  taker: { roles: ['CALL_TAKER'], agency: null },
  taker2: { roles: ['CALL_TAKER'], agency: null },
  dispatcher: { roles: ['DISPATCHER'], agency: null },
  supervisor: { roles: ['SUPERVISOR'], agency: null },
  dpo: { roles: ['DPO'], agency: null },
  damkar: { roles: ['AGENCY_ADMIN'], agency: 'DAMKAR' },
  psc119: { roles: ['AGENCY_ADMIN'], agency: 'PSC119' },
  crew: { roles: ['FIELD_CREW'], agency: 'DAMKAR' },
} as const satisfies Record<string, { roles: readonly Role[]; agency: string | null }>;
export type Player = keyof typeof cast;

const region = (
  code: string,
  level: PlacedRegion['level'],
  name: string,
  latitude?: number,
  longitude?: number,
): PlacedRegion => ({
  code,
  parentCode: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
  level,
  name,
  postalCode: null,
  latitude: latitude ?? null,
  longitude: longitude ?? null,
});

/** A few real places: loading a whole regency takes longer than most tests. */
export const testRegions: readonly PlacedRegion[] = [
  region('35', 'province', 'Jawa Timur'),
  region('35.15', 'regency', 'Kabupaten Sidoarjo'),
  region('35.15.08', 'district', 'Sidoarjo', -7.45, 112.71),
  region('35.15.08.1004', 'village', 'Sidokare', -7.46113, 112.70976),
  region('35.15.15', 'district', 'Buduran', -7.42, 112.72),
  region('35.15.15.2012', 'village', 'Sidokepung', -7.42, 112.7),
  region('61', 'province', 'Kalimantan Barat'),
  region('61.04', 'regency', 'Kabupaten Ketapang'),
  region('61.04.16', 'district', 'Delta Pawan', -1.85, 109.97),
  region('61.04.16.1001', 'village', 'Kantor', -1.85292, 109.97436),
];

/** Make everybody of the cast, with a session each; nobody signs in, so no password is hashed. */
export async function addCast(
  ctx: ActionContext,
  slug: string,
  agencyIds: ReadonlyMap<string, string>,
): Promise<Map<Player, Actor>> {
  const actors = new Map<Player, Actor>();
  for (const [player, { roles, agency }] of Object.entries(cast)) {
    const id: UserId = newId();
    const sessionId: SessionId = newId();
    const { tenantId } = ctx;
    const agencyId = agency === null ? null : (agencyIds.get(agency) ?? null);
    const account = {
      id,
      tenantId,
      username: `${slug}.${player}`,
      displayName: `Nama ${player}`,
      email: null,
      roles,
      agencyId,
    };
    await insertAccount(ctx.tx, { ...account, language: 'id', passwordHash: 'never used', mustChangePassword: false });
    await insertSession(ctx.tx, {
      id: sessionId,
      tenantId,
      userId: id,
      tokenHash: randomBytes(32),
      state: 'open',
      address: '127.0.0.1',
      agent: null,
      now: ctx.now,
      expiresAt: plusMs(ctx.now, 86_400_000),
    });
    // Object.entries forgets the key type; `cast` is the only source of the keys.
    actors.set(player as Player, actorFor({ id, sessionId, roles, agencyId }));
  }
  return actors;
}

/** As the door makes it of a session (features/people/server/doorway.ts). */
function actorFor(person: { id: string; sessionId: string; roles: readonly Role[]; agencyId: string | null }): Actor {
  const held = permissionsOf(person.roles);
  const wide = held.filter((name) => reachOf(name, person.roles) === 'tenant').map((name) => `${name}:tenant`);
  return {
    kind: 'user',
    id: person.id,
    sessionId: person.sessionId,
    permissions: new Set<string>([...held, ...wide]),
    topics: topicsOf({ userId: person.id, roles: person.roles, agencyId: person.agencyId }),
    groupId: person.agencyId,
    language: 'id',
  };
}

/** A call as the exchange announces it nine seconds ago, answered now at a person's desk. */
export async function addCall(
  ctx: ActionContext,
  userId: string,
  given: { caller?: string | null; wrappedUp?: boolean },
): Promise<string> {
  const callId: CallId = newId();
  const arrived = await arriveCall(
    ctx,
    {
      callId,
      pbxSystem: 'test',
      linkedid: callId,
      channel: callId,
      app: 'test',
      dialled: '112',
      callerRaw: given.caller === undefined ? '+6281234567890' : given.caller,
      arrivedAt: plusMs(ctx.now, -9000),
    },
    { claimed: Promise.resolve(true), onDesk: () => undefined },
  );
  if (!arrived.ok) throw new Error(arrived.refusal.code);
  await saveAnswer(ctx.tx, { callId, userId, at: ctx.now });
  if (given.wrappedUp === true) await saveWrapUp(ctx.tx, callId, ctx.now);
  return callId;
}
