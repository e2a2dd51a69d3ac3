import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { personRef } from './contract.ts';
import { waveId, waveKind } from './wave.ts';
import { waveRefusals } from './wave-texts.ts';

export const waveView = z.object({
  id: waveId,
  kind: waveKind,
  beganAt: instant,
  endedAt: instant.nullable(),
  calls: z.number().int(),
  numbers: z.number().int(),
  minutes: z.number().int(),
  /** In that time, at this hour of this weekday. */
  usual: z.number(),
  /** Masked. */
  number: z.string().nullable(),
  district: z.string().nullable(),
  acknowledgedBy: personRef.nullable(),
  acknowledgedAt: instant.nullable(),
});
export type WaveView = z.output<typeof waveView>;

export const listWaves = route({
  method: 'GET',
  path: '/api/waves',
  summary: 'Bursts of calls that run, and those of the last day',
  permission: 'call.supervise',
  output: z.object({ items: z.array(waveView) }),
});

export const acknowledgeWave = route({
  method: 'POST',
  path: '/api/waves/:id/acknowledge',
  summary: 'I know of this wave',
  permission: 'call.supervise',
  params: z.object({ id: waveId }),
  output: z.object({}),
  refusals: pick(waveRefusals, 'wave.not_found', 'wave.over'),
});
