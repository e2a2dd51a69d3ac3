import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type CarrierWindowId = Id<'carrier_window'>;
export const carrierWindowId = idSchema<'carrier_window'>();

/** Minutes that a window can be open. */
export const windowMinutes = { least: 5, most: 240 } as const;
/** How long before its beginning it can be set. */
export const windowAheadDays = 14;
/** Test calls at once and regency that the exchange answers; a further one hears busy, and no real caller is in need of its place. */
export const carrierCallsAtOnce = 5;
/** Seconds after which the exchange ends a test call. */
export const carrierCallSeconds = 120;
/** The key by which a caller leaves the answering machine for a person. */
export const carrierHelpKey = '#';

/** What is asked of whoever opens one. */
export const windowRequest = z.object({
  /** Null: now. */
  opensAt: z.iso.datetime({ offset: true }).nullable(),
  minutes: z.number().int().min(windowMinutes.least).max(windowMinutes.most),
  /** As people write them; none: nothing of the line's calls changes. */
  numbers: z.array(z.string().trim().min(5).max(32)).max(20),
  /** Who at the operator asked for it. */
  askedBy: z.string().trim().min(2).max(120),
  reason: z.string().trim().min(3).max(300),
});
export type WindowRequest = z.output<typeof windowRequest>;

/** `planned` before its beginning, `open`, `closed` by a person or by its end. */
export const windowStates = ['planned', 'open', 'closed'] as const;
export type WindowState = (typeof windowStates)[number];

/** Of the line; the end is that which was planned. */
export interface CarrierWindowEvents {
  readonly 'line.test_opened': {
    readonly windowId: string;
    readonly opensAt: string;
    readonly closesAt: string;
    readonly numbers: number;
  };
  readonly 'line.test_closed': { readonly windowId: string; readonly by: 'user' | 'timer' };
}
