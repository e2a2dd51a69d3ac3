/** The loudest sample of each side in each column, 0 to 1. */
export interface Peaks {
  readonly caller: readonly number[];
  readonly desk: readonly number[];
}

/** As the server sends them (`beginListening`): two bytes for each column, in base64. */
export function readPeaks(base64: string): Peaks {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const side = (from: 0 | 1) => [...bytes].filter((_, at) => at % 2 === from).map((each) => loudness(each / 255));
  return { caller: side(0), desk: side(1) };
}

/** The ear is no ruler: speech at a quarter of full scale is loud. */
const loudness = (share: number) => Math.sqrt(Math.min(1, share));

/** One side as a closed path in a box of `columns.length` by 2, mirrored about its middle. Empty: a line. */
export function pathOf(columns: readonly number[]): string {
  if (columns.length === 0) return 'M0 1H1';
  const height = (share: number) => Math.max(0.02, share * 0.96);
  const above = columns.map((share, at) => `L${at} ${(1 - height(share)).toFixed(3)}`);
  const below = columns.map((share, at) => `L${at} ${(1 + height(share)).toFixed(3)}`).reverse();
  return `M0 1${above.join('')}${below.join('')}Z`;
}

/** Seconds that an arrow leaps. */
const leap = 5;

/** Where a key on the picture leads, in seconds; null: the key means nothing here. */
export function seekByKey(key: string, at: number, length: number): number | null {
  const wanted = {
    ArrowLeft: at - leap,
    ArrowDown: at - leap,
    ArrowRight: at + leap,
    ArrowUp: at + leap,
    PageDown: at - 6 * leap,
    PageUp: at + 6 * leap,
    Home: 0,
    End: length,
  }[key];
  return wanted === undefined ? null : Math.min(length, Math.max(0, wanted));
}

/** `1:05`, for positions. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const speeds = ['0.75', '1', '1.25', '1.5', '2'] as const;
export type Speed = (typeof speeds)[number];
