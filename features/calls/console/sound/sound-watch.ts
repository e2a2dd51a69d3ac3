import { type DirectionSound, mosOf, type SoundFigures, type SoundWord, wordOf, worseOf } from '../../sound-quality.ts';

/** The counters of a connection at one moment; all but the present values only grow. */
export interface SoundSample {
  /** Milliseconds, of any clock that runs evenly. */
  readonly at: number;
  readonly codec: SoundFigures['codec'];
  readonly received: number;
  /** Lost on the way, or there too late to be played. */
  readonly lost: number;
  readonly jitterMs: number;
  /** Milliseconds that all that was played waited in the browser's buffer, added up, and the pieces these were. */
  readonly waitedMs: number;
  readonly played: number;
  readonly roundTripMs: number | null;
  readonly sent: number;
  /** As the other side reports (RTCP); null until it does. */
  readonly sentLost: number | null;
  readonly sentJitterMs: number | null;
}

/** How the sound is at this moment, over the last five seconds; null: not known (yet, or on hold). */
export interface SoundNow {
  readonly mos: number | null;
  readonly word: SoundWord | null;
  /** Which direction is to be warned about: bad for some seconds, and until it has been well for some. */
  readonly warning: 'in' | 'out' | null;
  readonly lossPercent: number | null;
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
}

/** What the browser's statistics report can be asked here. */
interface Report {
  readonly forEach: (visit: (entry: Readonly<Record<string, unknown>>) => void) => void;
}

/** The sound of a connection out of WebRTC statistics (W3C webrtc-stats §8.4, §8.7, §8.9, §8.17); null without any. */
export function sampleOf(report: Report, at: number): SoundSample | null {
  const byType = new Map<unknown, Readonly<Record<string, unknown>>>();
  const codecs = new Map<unknown, unknown>();
  report.forEach((entry) => {
    if (entry.type === 'codec') codecs.set(entry.id, entry.mimeType);
    else if (entry.type === 'candidate-pair') {
      if (entry.nominated === true && entry.state === 'succeeded') byType.set(entry.type, entry);
    } else if (entry.kind === 'audio') byType.set(entry.type, entry);
  });
  const figure = (type: string, name: string): number | null => {
    const value = byType.get(type)?.[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const ms = (seconds: number | null) => (seconds === null ? null : Math.max(0, seconds * 1000));
  if (!byType.has('inbound-rtp') && !byType.has('outbound-rtp')) return null;
  const codec = codecs.get((byType.get('inbound-rtp') ?? byType.get('outbound-rtp'))?.codecId);
  return {
    at,
    codec: codec === 'audio/opus' ? 'opus' : codec === 'audio/PCMA' ? 'alaw' : 'other',
    received: figure('inbound-rtp', 'packetsReceived') ?? 0,
    // What came twice makes the loss negative (RFC 3550 §6.4.1).
    lost: Math.max(0, figure('inbound-rtp', 'packetsLost') ?? 0) + (figure('inbound-rtp', 'packetsDiscarded') ?? 0),
    jitterMs: ms(figure('inbound-rtp', 'jitter')) ?? 0,
    waitedMs: ms(figure('inbound-rtp', 'jitterBufferDelay')) ?? 0,
    played: figure('inbound-rtp', 'jitterBufferEmittedCount') ?? 0,
    roundTripMs: ms(figure('remote-inbound-rtp', 'roundTripTime') ?? figure('candidate-pair', 'currentRoundTripTime')),
    sent: figure('outbound-rtp', 'packetsSent') ?? 0,
    sentLost: figure('remote-inbound-rtp', 'packetsLost'),
    sentJitterMs: ms(figure('remote-inbound-rtp', 'jitter')),
  };
}

const windowMs = 5000;
/** Samples, that is about seconds: long enough not to cry at every hiccup, short enough to be of use in a call. */
const warnAfter = 3;
const calmAfter = 5;
/** A packet's length, and as much for the devices on either side. */
const packetMs = 40;
/** Fewer packets than a tenth of a second's say nothing about a share. */
const leastPackets = 5;
/** Milliseconds that a listener's buffer adds to the way there, which the other side does not report. */
const exchangeBufferMs = 20;

export interface SoundWatch {
  /** The next sample, about each second. */
  readonly take: (sample: SoundSample) => SoundNow;
  /** The whole call so far; null before the first sample. */
  readonly figures: () => SoundFigures | null;
}

/** Follows the sound of one call. */
export function createSoundWatch(): SoundWatch {
  const kept: SoundSample[] = [];
  const warn = createWarning();
  const whole = createTotals();
  let last: SoundSample | null = null;
  return {
    take: (sample) => {
      // A new connection counts from nothing.
      if (last !== null && (sample.received < last.received || sample.sent < last.sent)) kept.length = 0;
      kept.push(sample);
      while (kept.length > 1 && sample.at - (kept[1]?.at ?? 0) >= windowMs) kept.shift();
      const from = kept[0] ?? sample;
      const incoming = incomingMos(from, sample);
      const outgoing = outgoingMos(from, sample);
      const mos = worseOf(incoming, outgoing);
      whole.take(sample, last, mos);
      last = sample;
      return {
        mos,
        word: mos === null ? null : wordOf(mos),
        warning: warn(incoming, outgoing),
        lossPercent: incoming === null ? null : lossOf(from, sample),
        jitterMs: incoming === null ? null : sample.jitterMs,
        roundTripMs: sample.roundTripMs,
      };
    },
    figures: () => (last === null ? null : whole.figures(last)),
  };
}

/** Which direction to warn about, not at every hiccup: bad for some samples, and until it has been well for some. */
function createWarning(): (incoming: number | null, outgoing: number | null) => SoundNow['warning'] {
  let warning: SoundNow['warning'] = null;
  let streak = 0;
  const isPoor = (mos: number | null) => mos !== null && wordOf(mos) === 'poor';
  return (incoming, outgoing) => {
    const now = isPoor(incoming) ? 'in' : isPoor(outgoing) ? 'out' : null;
    if ((now === null) === (warning === null)) {
      streak = 0;
      if (now !== null) warning = now;
      return warning;
    }
    streak++;
    if (streak >= (now === null ? calmAfter : warnAfter)) {
      warning = now;
      streak = 0;
    }
    return warning;
  };
}

function createMean() {
  let [sum, count] = [0, 0];
  return {
    add: (value: number | null) => {
      if (value === null) return;
      sum += value;
      count++;
    },
    /** Null: nothing was ever added. */
    value: () => (count === 0 ? null : sum / count),
  };
}

/** A call from its beginning to its end, out of its samples and the score at each. */
function createTotals() {
  const [jitter, roundTrip, sentJitter] = [createMean(), createMean(), createMean()];
  let worst: number | null = null;
  let poorSeconds = 0;
  return {
    take: (sample: SoundSample, last: SoundSample | null, mos: number | null) => {
      if (last === null || sample.received > last.received) jitter.add(sample.jitterMs);
      roundTrip.add(sample.roundTripMs);
      sentJitter.add(sample.sentJitterMs);
      if (mos === null) return;
      worst = worseOf(worst, mos);
      if (wordOf(mos) === 'poor') poorSeconds += last === null ? 0 : (sample.at - last.at) / 1000;
    },
    figures: (last: SoundSample): SoundFigures => {
      const { codec, received, lost, sent, sentLost } = last;
      const end = { ...last, roundTripMs: roundTrip.value() };
      const heard = directionOf(received, lost, jitter.value(), incomingMos(nothing, end));
      const said = directionOf(sent, Math.max(0, sentLost ?? 0), sentJitter.value(), outgoingMos(nothing, end));
      return {
        codec,
        incoming: received === 0 ? null : heard,
        outgoing: sentLost === null ? null : said,
        roundTripMs: rounded(end.roundTripMs),
        worstMos: rounded(worst),
        poorSeconds: Math.round(poorSeconds),
      };
    },
  };
}

/** Before the first packet. */
const nothing: SoundSample = {
  at: 0,
  codec: 'other',
  received: 0,
  lost: 0,
  jitterMs: 0,
  waitedMs: 0,
  played: 0,
  roundTripMs: null,
  sent: 0,
  sentLost: 0,
  sentJitterMs: null,
};

function lossOf(from: SoundSample, to: SoundSample): number | null {
  const lost = Math.max(0, to.lost - from.lost);
  const due = Math.max(0, to.received - from.received) + lost;
  return due < leastPackets ? null : (100 * lost) / due;
}

/** Mean wait in the browser's buffer meanwhile: a machine that stood still once is not late for the rest of the call. */
function bufferOf(from: SoundSample, to: SoundSample): number {
  const played = to.played - from.played;
  return played <= 0 ? 0 : Math.max(0, to.waitedMs - from.waitedMs) / played;
}

/** What the desk hears. */
function incomingMos(from: SoundSample, to: SoundSample): number | null {
  const lossPercent = lossOf(from, to);
  if (lossPercent === null) return null;
  const delayMs = (to.roundTripMs ?? 0) / 2 + bufferOf(from, to) + packetMs;
  return mosOf({ lossPercent, delayMs, isConcealed: true });
}

/** What the exchange hears of the desk: it reports every few seconds, so a window without a report counts the last one. */
function outgoingMos(from: SoundSample, to: SoundSample): number | null {
  const sent = to.sent - from.sent;
  if (to.sentLost === null || sent < leastPackets) return null;
  const lost = Math.max(0, to.sentLost - Math.max(0, from.sentLost ?? 0));
  const delayMs = (to.roundTripMs ?? 0) / 2 + exchangeBufferMs + packetMs;
  return mosOf({ lossPercent: Math.min(100, (100 * lost) / sent), delayMs, isConcealed: false });
}

function directionOf(
  packets: number,
  lost: number,
  jitterMs: number | null,
  mos: number | null,
): DirectionSound | null {
  return mos === null ? null : { packets, lost, jitterMs: rounded(jitterMs) ?? 0, mos: rounded(mos) ?? 1 };
}

/** Two places after the point are more than anybody hears. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
