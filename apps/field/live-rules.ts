import type { LiveRule } from '#platform/web/live-cache.ts';

const lists = ['/api/field/tasks'];

/** Everything that changes what a crew sees of its tasks. */
export const liveRules: readonly LiveRule[] = [
  { event: 'assignment.*', lists },
  { event: 'unit.*', lists },
  { event: 'incident.*', lists },
  { event: 'masked_call.*', lists },
];
