/** WAL addresses and the names of segment files (xlog_internal.h: XLogFileName). */

/** `16/B374D848` as a number of bytes. */
export function parseLsn(lsn: string): bigint {
  const [high, low] = lsn.split('/');
  if (high === undefined || low === undefined) throw new Error(`Not a WAL address: ${lsn}`);
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

function hex8(value: bigint): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}

/** The segments that hold the bytes from `start` up to, not including, `stop`. */
export function segmentsBetween(timeline: number, start: string, stop: string, segmentBytes: number): string[] {
  const size = BigInt(segmentBytes);
  const perId = 0x1_0000_0000n / size;
  const names: string[] = [];
  for (let number = parseLsn(start) / size; number <= (parseLsn(stop) - 1n) / size; number += 1n) {
    names.push(`${hex8(BigInt(timeline))}${hex8(number / perId)}${hex8(number % perId)}`);
  }
  return names;
}

/** Is this a WAL segment, possibly compressed as our archive keeps it? Answers its bare name. */
export function segmentName(file: string): string | null {
  return /^([0-9A-F]{24})(\.gz)?$/.exec(file)?.[1] ?? null;
}

/** Order of segments without the timeline, which changes at a restore: the part after the first eight digits. */
export function segmentPosition(segment: string): string {
  return segment.slice(8);
}
