import type { CheckFigures, CheckMeasured } from '../../desk-check.ts';
import { echoMs } from '../../echo.ts';
import type { Phone } from '../phone.ts';
import type { EchoCall } from '../sip-agent.ts';
import { createLevelMeter } from './level-meter.ts';
import { sampleOf } from './sound-watch.ts';

/** What a check told while it runs, a few times a second. */
export interface CheckProgress {
  /** Of the microphone, 0 to 1. */
  readonly level: number;
  /** Of the whole check, 0 to 1. */
  readonly done: number;
}

const stepMs = 100;
/** How long the exchange may take to answer its echo. */
const answerMs = 10_000;

const nothing: CheckFigures = {
  level: null,
  clippedPercent: null,
  backLevel: null,
  roundTripMs: null,
  lossPercent: null,
  jitterMs: null,
};

/**
 * Measure this telephone: the microphone while the person speaks, and the way to the exchange and back by a call to its echo,
 * in which they hear themselves. Null: stopped by `signal`, or by a call that rang.
 */
export async function runCheck(
  phone: Pick<Phone, 'openMicrophone' | 'echo' | 'state'>,
  signal: AbortSignal,
  onProgress: (progress: CheckProgress) => void,
): Promise<CheckMeasured | null> {
  const stream = await phone.openMicrophone();
  if (stream === null) return { ...nothing, hasMicrophone: false, hasEcho: false };
  const meter = createLevelMeter(stream);
  const echo = phone.echo(stream);
  const isStopped = () => signal.aborted || phone.state().session !== null;
  try {
    const heard = createTally();
    const startedAt = performance.now();
    let answeredAt: number | null = null;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      if (isStopped()) return null;
      const now = performance.now();
      const { level, isClipped } = meter.look();
      heard.tookLevel(level, isClipped);
      const connection = echo?.connection() ?? null;
      if (connection !== null) {
        answeredAt ??= now;
        heard.tookReport(await connection.getStats(), now);
      }
      onProgress({ level, done: Math.min(1, (now - (answeredAt ?? startedAt)) / echoMs) });
      if (isOver({ now, startedAt, answeredAt, echo })) break;
    }
    return { ...heard.figures(), hasMicrophone: true, hasEcho: answeredAt !== null };
  } finally {
    echo?.end();
    meter.close();
  }
}

/** Without an echo the microphone is measured as long as the exchange may take. */
function isOver(run: { now: number; startedAt: number; answeredAt: number | null; echo: EchoCall | null }): boolean {
  if (run.answeredAt === null) return run.now - run.startedAt > answerMs;
  return run.now - run.answeredAt > echoMs || run.echo?.isOver() === true;
}

/** Everything seen so far, as the figures of a check. */
function createTally() {
  let [most, looks, clipped, back] = [0, 0, 0, 0];
  let last: { energy: number; seconds: number } | null = null;
  let sample: ReturnType<typeof sampleOf> = null;
  return {
    tookLevel: (level: number, isClipped: boolean) => {
      most = Math.max(most, level);
      looks++;
      if (isClipped) clipped++;
    },
    tookReport: (report: RTCStatsReport, now: number) => {
      sample = sampleOf(report, now) ?? sample;
      const heard = heardOf(report);
      if (heard === null) return;
      // W3C webrtc-stats §8.4: the energy over a time, divided by it, is the square of the level.
      const seconds = heard.seconds - (last?.seconds ?? 0);
      if (seconds < 0.08) return;
      back = Math.max(back, Math.sqrt(Math.max(0, heard.energy - (last?.energy ?? 0)) / seconds));
      last = heard;
    },
    figures: (): CheckFigures => {
      const microphone = { level: most, clippedPercent: (100 * clipped) / Math.max(1, looks) };
      if (sample === null) return { ...nothing, ...microphone };
      const share = (lost: number, of: number) => (of === 0 ? 0 : (100 * lost) / of);
      return {
        ...microphone,
        backLevel: Math.min(1, back),
        roundTripMs: sample.roundTripMs,
        lossPercent: Math.min(
          100,
          Math.max(
            share(sample.lost, sample.received + sample.lost),
            share(Math.max(0, sample.sentLost ?? 0), sample.sent),
          ),
        ),
        jitterMs: sample.jitterMs,
      };
    },
  };
}

function heardOf(report: RTCStatsReport): { energy: number; seconds: number } | null {
  let found: { energy: number; seconds: number } | null = null;
  report.forEach((entry: Readonly<Record<string, unknown>>) => {
    const { type, totalAudioEnergy, totalSamplesDuration } = entry;
    if (type === 'inbound-rtp' && typeof totalAudioEnergy === 'number' && typeof totalSamplesDuration === 'number')
      found = { energy: totalAudioEnergy, seconds: totalSamplesDuration };
  });
  return found;
}
