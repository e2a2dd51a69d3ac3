import { z } from 'zod';
import { newId } from '#platform/shared/ids.ts';
import { ApiProblem, call, isRefusal } from '#platform/web/api-client.ts';
import { callId } from '../../call.ts';
import { saveSound, soundReport } from '../../sound-contract.ts';
import type { SoundFigures } from '../../sound-quality.ts';

const key = 'sigap.sounds';
/** After that nobody asks how a call was, and its leg was never written. */
const forgetMs = 24 * 3_600_000;
const againMs = 20_000;
/** A browser that never reaches its server again must not fill its storage. */
const most = 200;

/** `owner`: the telephone that measured it; another person at this browser does not send it. */
const keptReport = z.object({ owner: z.string(), report: soundReport });
type Kept = z.output<typeof keptReport>;

function read(): Kept[] {
  try {
    const found = z.array(keptReport).safeParse(JSON.parse(localStorage.getItem(key) ?? '[]'));
    return found.success ? found.data : [];
  } catch {
    return [];
  }
}

function write(all: readonly Kept[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(all.slice(-most)));
  } catch {
    // Without storage a report goes at once or never.
  }
}

/** Keep what was measured of a call until the server has it, and send it. */
export function keepReport(
  owner: string,
  of: { callId: string | null; startedAt: string; figures: SoundFigures },
): void {
  // An id that our exchange put into its INVITE; anything else is a call we do not know.
  const known = callId.nullable().safeParse(of.callId);
  const report = { id: newId(), ...of, callId: known.success ? known.data : null };
  write([...read(), { owner, report }]);
  sendReports(owner);
}

let isSending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Send what is kept, once each; what does not go now goes later, until it is too old. */
export function sendReports(owner: string): void {
  clearTimeout(timer);
  // What came meanwhile goes with the next turn.
  if (isSending) return;
  isSending = true;
  const before = new Set(read().map(({ report }) => report.id));
  void sendAll(owner).finally(() => {
    isSending = false;
    const left = read().filter((kept) => kept.owner === owner);
    if (left.length === 0) return;
    const isNew = left.some(({ report }) => !before.has(report.id));
    timer = setTimeout(() => sendReports(owner), isNew ? 0 : againMs);
  });
}

async function sendAll(owner: string): Promise<void> {
  for (const { report } of read().filter((kept) => kept.owner === owner)) {
    const isOld = Date.now() - Date.parse(report.startedAt) > forgetMs;
    if (!isOld && !(await isDone(report))) continue;
    write(read().filter((kept) => kept.report.id !== report.id));
  }
}

/** Taken, or never to be taken. */
async function isDone(report: Kept['report']): Promise<boolean> {
  try {
    await call(saveSound, { body: report });
    return true;
  } catch (error) {
    // Its call is perhaps still to be imported from Asterisk's record; a session that ended begins again.
    if (isRefusal(error, saveSound, 'sound.no_such_leg')) return false;
    return error instanceof ApiProblem && error.status !== 401 && error.status < 500;
  }
}
