// A regency that tells its callers by a gateway of its own, for tests.
import { sql } from 'kysely';
import { createChannels } from '#features/agencies/server/channels/channels.ts';
import { sendMessage } from '#features/agencies/server/channels/send-message.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { newPushKeys } from '#platform/server/messages/push.ts';
import { openTextGateway } from '#platform/server/testing/receivers.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type TellingContent, tellingSeed } from '../../telling.ts';
import { createOutcomes } from '../outcomes.ts';
import { trackPlugins } from './track-page.ts';

export interface TellingRoom {
  readonly scene: DispatchScene;
  readonly sms: Awaited<ReturnType<typeof openTextGateway>>;
  readonly whatsapp: Awaited<ReturnType<typeof openTextGateway>>;
  readonly set: (change: Partial<TellingContent>) => Promise<void>;
  readonly setChannels: (on: { readonly sms: boolean; readonly whatsapp: boolean }) => Promise<void>;
  /** What the job does: each message that waits is tried once, also those that come of it. */
  readonly deliver: () => Promise<void>;
  readonly look: (token: string) => Promise<{ status: number; body: Record<string, unknown> }>;
  readonly act: (token: string, said: object) => Promise<{ status: number; body: Record<string, unknown> }>;
  readonly close: () => Promise<void>;
}

export async function openTellingRoom(database: TestDatabase, clock: () => Instant): Promise<TellingRoom> {
  const [sms, whatsapp, pushKeys] = [await openTextGateway(), await openTextGateway(), newPushKeys()];
  const keys = { secret: async () => 'rahasia', push: async () => pushKeys };
  const page = { systemDb: database.systemDb, place: () => scene.place };
  const outcomes = createOutcomes({ ...page, publicUrl: 'https://112.example', secret: async () => 'rahasia' });
  const scene: DispatchScene = await createDispatchScene(database, {
    slug: 'sidoarjo',
    clock,
    features: [createChannels(keys), outcomes],
  });
  const app = await createTestHttp(database, { plugins: trackPlugins(page) });
  const set: TellingRoom['set'] = (change) =>
    scene.work(
      async (ctx) =>
        void (await run(
          ctx.tx,
          sql`update telling_settings set content = ${JSON.stringify({ ...tellingSeed, active: true, ...change })}::jsonb`,
        )),
    );
  const setChannels: TellingRoom['setChannels'] = (on) => {
    const of = (url: string, active: boolean) => ({ active, url });
    const content = { sms: of(sms.url, on.sms), whatsapp: of(whatsapp.url, on.whatsapp) };
    return scene.work(
      async (ctx) =>
        void (await run(ctx.tx, sql`update channel_settings set content = ${JSON.stringify(content)}::jsonb`)),
    );
  };
  await set({});
  await setChannels({ sms: true, whatsapp: false });
  return {
    ...{ scene, sms, whatsapp, set, setChannels },
    deliver: async () => {
      for (let turn = 0; turn < 6; turn++) {
        const waiting = await scene.work((ctx) =>
          rows<{ id: string }>(ctx.tx, sql`select id from messages where state = 'queued' order by queued_at, id`),
        );
        if (waiting.length === 0) return;
        for (const { id } of waiting) await scene.work((ctx) => sendMessage(keys)(ctx, { messageId: id }));
      }
    },
    look: async (token) => {
      const response = await app.inject({ url: `/api/tracks/${token}` });
      return { status: response.statusCode, body: response.json() };
    },
    act: async (token, said) => {
      const payload = { id: newId(), ...said };
      const response = await app.inject({ method: 'POST', url: `/api/tracks/${token}/acts`, payload });
      return { status: response.statusCode, body: response.json() };
    },
    close: async () => {
      await app.close();
      await Promise.all([sms.close(), whatsapp.close()]);
    },
  };
}

/** The token in the last message to a number. */
export function tokenIn(text: string | undefined): string {
  return /\/t\/([\w-]{22})/.exec(text ?? '')?.[1] ?? '';
}
