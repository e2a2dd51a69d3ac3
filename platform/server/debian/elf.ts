import { readFile } from 'node:fs/promises';

/** What the dynamic loader reads from an ELF file. */
export interface ElfLinks {
  /** Names of the shared libraries it needs (DT_NEEDED). */
  readonly needed: readonly string[];
  /** The name by which others need it (DT_SONAME). */
  readonly soname: string | undefined;
}

const loadSegment = 1;
const dynamicSegment = 2;
const dtNeeded = 1n;
const dtStringTable = 5n;
const dtSoname = 14n;

/**
 * Read the links of a 64-bit little-endian ELF file (System V ABI, chapters 4 and 5). Undefined when the file is something
 * else or links to nothing. Written here because the machine of a small office has no binutils.
 */
export async function readElfLinks(file: string): Promise<ElfLinks | undefined> {
  return parseElfLinks(await readFile(file));
}

export function parseElfLinks(bytes: Buffer): ElfLinks | undefined {
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[4] !== 2 || bytes[5] !== 1) return undefined;
  const segments = readSegments(bytes);
  const dynamic = segments.find((segment) => segment.type === dynamicSegment);
  if (dynamic === undefined) return undefined;
  const entries: { tag: bigint; value: number }[] = [];
  for (let at = dynamic.offset; at + 16 <= dynamic.offset + dynamic.size; at += 16) {
    entries.push({ tag: bytes.readBigInt64LE(at), value: Number(bytes.readBigUInt64LE(at + 8)) });
  }
  const table = entries.find((entry) => entry.tag === dtStringTable)?.value;
  if (table === undefined) return undefined;
  // The string table is given as an address in memory; the segment that is loaded there says where it lies in the file.
  const home = segments.find(
    (segment) => segment.type === loadSegment && table >= segment.address && table < segment.address + segment.size,
  );
  if (home === undefined) return undefined;
  const start = table - home.address + home.offset;
  const text = (offset: number) => bytes.toString('latin1', start + offset, bytes.indexOf(0, start + offset));
  const soname = entries.find((entry) => entry.tag === dtSoname);
  return {
    needed: entries.filter((entry) => entry.tag === dtNeeded).map((entry) => text(entry.value)),
    soname: soname === undefined ? undefined : text(soname.value),
  };
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function readSegments(bytes: Buffer): Segment[] {
  const table = Number(bytes.readBigUInt64LE(32));
  const entrySize = bytes.readUInt16LE(54);
  const count = bytes.readUInt16LE(56);
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: Number(bytes.readBigUInt64LE(at + 16)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}
