import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionContext } from '#platform/server/action.ts';
import type { HeardCall } from '../../closing-rules.ts';
import { isThrough } from '../../silent-rules.ts';
import { type SilentContent, silentDefaults } from '../../silent-settings.ts';
import { shippedPrompts } from '../pbx/prompts.ts';
import type { CallRow } from '../store.ts';
import { promptLengths, silentCallOf, silentSettingsOf } from './silent-store.ts';

/** A locked call as far as its silence asks, for whoever wants to say what it was. */
export async function heardCallOf(
  ctx: ActionContext,
  call: CallRow,
): Promise<{ readonly heard: HeardCall; readonly silentAfterS: number }> {
  const { silentAfterS } = await settingsOf(ctx);
  const heard: HeardCall = {
    state: call.state,
    direction: call.direction,
    endedBy: call.ended_by,
    answeredAt: call.answered_at,
    endedAt: call.ended_at,
    wasListenedTo: call.pbx_app !== null,
    silent: await silentCallOf(ctx.tx, call),
    isThrough: await isCallThrough(ctx, call),
  };
  return { heard, silentAfterS };
}

/** The procedure was done to its end and brought nothing. */
export async function isCallThrough(ctx: ActionContext, call: CallRow): Promise<boolean> {
  if (call.silent_since === null) return false;
  const settings = await settingsOf(ctx);
  return isThrough(await silentCallOf(ctx.tx, call), settings, await promptMs(ctx, settings), ctx.now);
}

export async function settingsOf(ctx: ActionContext): Promise<SilentContent> {
  return (await silentSettingsOf(ctx))?.content ?? silentDefaults;
}

/** Bytes of a wav header, and a millisecond of 8 kHz, 16 bit. */
const [headerBytes, bytesPerMs] = [44, 16];

/** How long the prompt lasts in all its languages; a shipped file is measured by its size. */
export async function promptMs(ctx: ActionContext, { localLanguage }: SilentContent): Promise<number> {
  const own = await promptLengths(ctx.tx, ctx.tenantId);
  const lengthOf = async (name: 'silent' | 'silent-local', shipped: string) => {
    const kept = own.get(name)?.durationMs ?? null;
    if (kept !== null) return kept;
    const size = await stat(join(shippedPrompts, shipped)).then(
      (file) => file.size,
      () => headerBytes,
    );
    return Math.round((size - headerBytes) / bytesPerMs);
  };
  const local = localLanguage === 'none' ? 0 : await lengthOf('silent-local', `silent-${localLanguage}.wav`);
  return (await lengthOf('silent', 'silent.wav')) + local;
}
