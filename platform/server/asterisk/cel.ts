import { open } from 'node:fs/promises';
import { z } from 'zod';

/** One line of Asterisk's channel event log. It is written while our process is down too. */
export interface CelEvent {
  readonly type: string;
  /** Microseconds since 1970, as Asterisk wrote them. */
  readonly micros: number;
  /** With `linkedId` the key of a call: importing a line twice must change nothing. */
  readonly system: string;
  readonly linkedId: string;
  readonly uniqueId: string;
  readonly channel: string;
  readonly callerNumber: string;
  readonly callerName: string;
  readonly extension: string;
  readonly context: string;
  readonly application: string;
  readonly peer: string;
  /** Details of some types: `hangupcause` and `dialstatus` of HANGUP, `bridge_id` of BRIDGE_ENTER and BRIDGE_EXIT. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface CelRead {
  readonly events: readonly CelEvent[];
  /** Where to go on reading: the end of the last whole line. */
  readonly nextOffset: number;
  /** Lines that were no event, such as one cut short by a power failure. */
  readonly broken: number;
}

const line = z.object({
  eventtype: z.string(),
  eventtime: z.string().regex(/^\d+\.\d{6}$/),
  system: z.string(),
  linkedid: z.string(),
  uniqueid: z.string(),
  channame: z.string(),
  num: z.string(),
  name: z.string(),
  exten: z.string(),
  context: z.string(),
  appname: z.string(),
  peer: z.string(),
  eventextra: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

/** Most that one call of readCel takes into memory. */
const chunk = 8 * 1024 * 1024;

/**
 * Read the events from `fromOffset` on. A file shorter than that was replaced: reading starts over. At most 8 MB are read at
 * once, so call it again until `nextOffset` stands still. An absent file has no events.
 */
export async function readCel(file: string, fromOffset: number): Promise<CelRead> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return { events: [], nextOffset: 0, broken: 0 };
  try {
    const { size } = await handle.stat();
    const start = fromOffset > size ? 0 : fromOffset;
    const bytes = Buffer.alloc(Math.min(chunk, size - start));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    const end = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    const parsed = parseCel(bytes.toString('utf8', 0, end));
    return { ...parsed, nextOffset: start + end };
  } finally {
    await handle.close();
  }
}

export function parseCel(text: string): { events: CelEvent[]; broken: number } {
  const lines = text.split('\n').filter((each) => each.trim() !== '');
  const events = lines.flatMap((each) => parseLine(each) ?? []);
  return { events, broken: lines.length - events.length };
}

function parseLine(text: string): CelEvent | undefined {
  const parsed = line.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const each = parsed.data;
  return {
    type: each.eventtype,
    micros: Number(each.eventtime.replace('.', '')),
    system: each.system,
    linkedId: each.linkedid,
    uniqueId: each.uniqueid,
    channel: each.channame,
    callerNumber: each.num,
    callerName: each.name,
    extension: each.exten,
    context: each.context,
    application: each.appname,
    peer: each.peer,
    extra: extraOf(each.eventextra),
  };
}

/** Asterisk writes the details as JSON inside a JSON text, or as an empty text. */
function extraOf(extra: string | Record<string, unknown>): Record<string, unknown> {
  if (typeof extra !== 'string') return extra;
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(extra));
  return parsed.success ? parsed.data : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
