import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { mosOf } from './sound-quality.ts';

export type DeskCheckId = Id<'desk_check'>;
export const deskCheckId = idSchema<'desk_check'>();

/** `skipped`: by hand. `interrupted`: a call came first. */
export const checkVerdicts = ['good', 'warned', 'skipped', 'interrupted'] as const;
export const checkVerdict = z.enum(checkVerdicts);
export type CheckVerdict = z.output<typeof checkVerdict>;

/** What can be wrong with a desk's telephone, the gravest first. */
export const checkProblems = [
  'no_microphone',
  'no_echo',
  'microphone_silent',
  'microphone_quiet',
  'microphone_loud',
  'nothing_back',
  'loss',
  'delay',
  'jitter',
] as const;
export const checkProblem = z.enum(checkProblems);
export type CheckProblem = z.output<typeof checkProblem>;

/** What a check measured; null where it did not come so far. */
export const checkFigures = z.object({
  /** The loudest tenth of a second, root mean square of full scale. */
  level: z.number().min(0).max(1).nullable(),
  /** Per cent of the time in which the sound hit full scale. */
  clippedPercent: z.number().min(0).max(100).nullable(),
  /** Of the sound that came back, as `level`. */
  backLevel: z.number().min(0).max(1).nullable(),
  roundTripMs: z.number().min(0).max(60_000).nullable(),
  /** The worse of both directions. */
  lossPercent: z.number().min(0).max(100).nullable(),
  jitterMs: z.number().min(0).max(60_000).nullable(),
});
export type CheckFigures = z.output<typeof checkFigures>;

/** How a check came to its end: it measured all, or by hand, or by a call. */
export const checkEnds = ['done', 'skipped', 'interrupted'] as const;
export const checkEnd = z.enum(checkEnds);
export type CheckEnd = z.output<typeof checkEnd>;

export interface CheckMeasured extends CheckFigures {
  readonly hasMicrophone: boolean;
  /** The echo was answered. */
  readonly hasEcho: boolean;
}

/** -66 dBFS: a switch on the headset is off, or the wrong device is chosen. -42 dBFS: somebody talks too far away. */
const silentLevel = 0.0005;
const quietLevel = 0.008;
const loudPercent = 2;
/** ITU-T G.114: from 150 ms one way talkers notice; the rest of the way to the citizen needs as much again. */
const slowRoundTripMs = 200;
const badLossPercent = 1;
/** Above that a browser's buffer grows and with it the delay. */
const badJitterMs = 30;

/** What is to be said of a desk's telephone. It warns and never stops anybody: an emergency call may be taken on a bad line. */
export function judgeCheck(measured: CheckMeasured): { verdict: CheckVerdict; problems: CheckProblem[] } {
  const { level, clippedPercent, backLevel, roundTripMs, lossPercent, jitterMs } = measured;
  const isSilent = level !== null && level < silentLevel;
  const found: Readonly<Record<CheckProblem, boolean>> = {
    no_microphone: !measured.hasMicrophone,
    no_echo: !measured.hasEcho,
    microphone_silent: isSilent,
    microphone_quiet: !isSilent && level !== null && level < quietLevel,
    microphone_loud: clippedPercent !== null && clippedPercent > loudPercent,
    // What was not said cannot come back.
    nothing_back: measured.hasEcho && !isSilent && backLevel !== null && backLevel < silentLevel,
    loss: lossPercent !== null && lossPercent >= badLossPercent,
    delay: roundTripMs !== null && roundTripMs >= slowRoundTripMs,
    jitter: jitterMs !== null && jitterMs >= badJitterMs,
  };
  const problems = checkProblems.filter((problem) => found[problem]);
  return { verdict: problems.length === 0 ? 'good' : 'warned', problems };
}

/** The score of a checked line, by the same model as that of a call; null where it was not measured. */
export function mosOfCheck({ lossPercent, roundTripMs, jitterMs }: CheckFigures): number | null {
  if (lossPercent === null || roundTripMs === null) return null;
  // Twice the jitter for the listener's buffer, and a packet on either side.
  return mosOf({ lossPercent, delayMs: roundTripMs / 2 + 2 * (jitterMs ?? 0) + 40, isConcealed: true });
}
