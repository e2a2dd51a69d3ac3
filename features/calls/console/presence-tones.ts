import type { Tone } from '#platform/ui/tone.ts';
import type { PresenceState } from '../call.ts';

export const presenceTones: Readonly<Record<PresenceState, Tone>> = {
  offline: 'neutral',
  ready: 'good',
  offered: 'accent',
  talking: 'accent',
  wrap_up: 'calm',
  break: 'warn',
};
