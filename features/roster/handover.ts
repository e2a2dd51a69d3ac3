import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const handoverId = idSchema<'handover'>();

/** What the system brings into a handover. The first two must not be left without a reason (domain.md, DISP_x). */
export const openKinds = ['call', 'assignment', 'incident', 'wave', 'outage'] as const;
export type OpenKind = (typeof openKinds)[number];

/** One open thing as it was when the handover was written. `label` is a number or a code, never a name. */
export const openItem = z.object({
  kind: z.enum(openKinds),
  id: z.uuid(),
  label: z.string().max(80),
  /** Where it is worked on. */
  path: z.string().max(120),
});
export type OpenItem = z.output<typeof openItem>;

export const checkAnswer = z.object({
  id: z.string().max(30),
  text: z.string().max(160),
  done: z.boolean(),
});
export type CheckAnswer = z.output<typeof checkAnswer>;
