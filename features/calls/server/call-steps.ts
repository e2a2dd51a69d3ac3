import { channel as diagnosticsChannel } from 'node:diagnostics_channel';

/** A call on its way to a desk, told to whoever measures; it costs nothing while nobody listens. */
export interface CallStep {
  /** The caller's number, by which callers and desks are paired. */
  readonly caller: string | null;
  readonly step: 'told' | 'claimed' | 'desk' | 'written' | 'originating' | 'originated' | 'taken';
}
export const callSteps = diagnosticsChannel('sigap.call.steps');
export const tell = (told: CallStep) => callSteps.publish(told);
