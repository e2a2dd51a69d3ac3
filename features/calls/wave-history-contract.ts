import { z } from 'zod';
import { page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { waveDeed } from './wave.ts';
import { wavePath, waveView } from './wave-contract.ts';
import { waveRefusals } from './wave-texts.ts';

// Apart from what the desks of supervisors load for the alarm.

export const listAllWaves = route({
  method: 'GET',
  path: '/api/waves/history',
  summary: 'All bursts of calls there were, the newest first, with their figures and what was done',
  permission: 'call.supervise',
  query: pageQuery,
  output: page(waveView),
});

export const noteWave = route({
  method: 'POST',
  path: '/api/waves/:id/note',
  summary: 'What was done about this wave, also after it is over',
  permission: 'call.supervise',
  params: wavePath,
  body: z.object({ done: waveDeed, words: z.string().trim().max(300).optional() }),
  output: z.object({ id: z.uuid() }),
  refusals: pick(waveRefusals, 'wave.not_found', 'wave.words_missing'),
});
