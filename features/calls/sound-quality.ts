import { z } from 'zod';

/** What one direction of a telephone's sound went through, over some seconds or a whole call. */
export interface SoundPath {
  /** Per cent of the packets that were not there when their sound was due. */
  readonly lossPercent: number;
  /** Milliseconds from the talker's device to the listener's. */
  readonly delayMs: number;
  /** Whether the listener's end fills gaps (packet loss concealment): a browser does, Asterisk does not. */
  readonly isConcealed: boolean;
}

/** G.107 (06/2015), Table 3: the transmission rating with all parameters at their defaults. */
const bestRating = 93.2;
/** G.113 (11/2007) Appendix I, Table I.4: robustness of G.711 against random loss, with and without concealment. */
const robustness = { concealed: 25.1, bare: 4.3 } as const;

/**
 * Transmission rating R of the E-model (ITU-T G.107 §7), with all but delay and loss at their defaults. Delay by the fit of
 * Cole and Rosenbluth (2001) to §7.4; loss by §7.5 with Ie = 0 and random loss. G.113 has no values for Opus: it counts
 * as G.711, below whose quality at the same loss it does not fall, and the citizen's leg is G.711 in any case.
 */
export function ratingOf({ lossPercent, delayMs, isConcealed }: SoundPath): number {
  const late = Math.max(0, delayMs - 177.3);
  const delay = 0.024 * Math.max(0, delayMs) + 0.11 * late;
  const loss = Math.min(100, Math.max(0, lossPercent));
  const bearing = isConcealed ? robustness.concealed : robustness.bare;
  return bestRating - delay - (95 * loss) / (loss + bearing);
}

/** The mean opinion score that people would give (G.107 Annex B), from 1 to 4.5. */
export function mosOf(path: SoundPath): number {
  const rating = ratingOf(path);
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  // Below R = 6.5 the polynomial dips under 1, which no score can be.
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

export const soundWords = ['good', 'fair', 'poor'] as const;
export type SoundWord = (typeof soundWords)[number];

/** G.107 Annex B: R = 80, from which people are satisfied, is 4.02; R = 70, below which many are not, is 3.60. */
export function wordOf(mos: number): SoundWord {
  if (mos >= 4.02) return 'good';
  return mos >= 3.6 ? 'fair' : 'poor';
}

/** The worse of both directions; null where neither is known. */
export function worseOf(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

const count = z.number().int().min(0).max(2_000_000_000);
const milliseconds = z.number().min(0).max(60_000);
const score = z.number().min(1).max(4.5);

/** One direction of a call from its beginning to its end. */
export const directionSound = z.object({
  packets: count,
  lost: count,
  /** Mean, as the receiver works it out (RFC 3550 §6.4.1). */
  jitterMs: milliseconds,
  mos: score,
});
export type DirectionSound = z.output<typeof directionSound>;

/** What a desk's telephone measured of a call; figures only. */
export const soundFigures = z.object({
  codec: z.enum(['opus', 'alaw', 'other']),
  /** What the desk hears; null: not one packet came. */
  incoming: directionSound.nullable(),
  /** What the exchange hears of the desk, as it reports (RTCP); null: it never did. */
  outgoing: directionSound.nullable(),
  roundTripMs: milliseconds.nullable(),
  /** The lowest score over five seconds, of either direction. */
  worstMos: score.nullable(),
  /** Seconds in which that was poor. */
  poorSeconds: count,
});
export type SoundFigures = z.output<typeof soundFigures>;
