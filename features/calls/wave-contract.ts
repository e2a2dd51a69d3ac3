import { z } from 'zod';
import { districtCode } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { personRef } from './contract.ts';
import { waveDeed, waveId, waveKind } from './wave.ts';
import { waveRefusals } from './wave-texts.ts';

export const wavePath = z.object({ id: waveId });

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
  /** The count from which it was one. */
  beyond: z.number().int(),
  /** Masked. */
  number: z.string().nullable(),
  district: z.string().nullable(),
  districtCode: districtCode.nullable(),
  acknowledgedBy: personRef.nullable(),
  acknowledgedAt: instant.nullable(),
  /** What people did about it, the oldest first. */
  deeds: z.array(z.object({ id: z.uuid(), done: waveDeed, words: z.string().nullable(), by: personRef, at: instant })),
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
  params: wavePath,
  output: z.object({}),
  refusals: pick(waveRefusals, 'wave.not_found', 'wave.over'),
});
