import { isDeepStrictEqual } from 'node:util';
import { judgementsOf } from '#features/calls/server/closing/judgement-store.ts';
import type { ActionContext, Actor } from '#platform/server/action.ts';
import { caseSteps } from '../../case.ts';
import { mostPackCalls, type PackCall, type PackContent, type PackStaff } from '../../pack.ts';
import { confirmedCodes } from '../../rules.ts';
import type { CaseRow, EntryRow } from '../case-store.ts';
import type { IncidentsKnown } from '../incidents-known.ts';
import {
  appealFates,
  confirmedCalls,
  countCalls,
  type GroundCall,
  type GroundRecording,
  type GroundUser,
  recordingsOf,
  usersOf,
} from './ground-store.ts';
import { staffOf } from './staff.ts';

/** What is gathered from: a case whose number is kept still. */
export interface PackGround {
  readonly found: CaseRow;
  readonly e164: string;
  readonly entries: readonly EntryRow[];
  readonly showNames: boolean;
}

/** Reads every incident and handles none: what such a person may not see goes to no third party either. */
const stranger: Actor = {
  kind: 'user',
  id: null,
  sessionId: null,
  permissions: new Set(['incident.read', 'incident.read:tenant']),
  topics: [],
  groupId: null,
  language: 'id',
};

/** The facts of the case as they stand at this moment. */
export async function gatherContent(
  ctx: ActionContext,
  incidents: IncidentsKnown,
  { found, e164, entries, showNames }: PackGround,
): Promise<PackContent> {
  const confirmed = await confirmedCalls(ctx, e164, confirmedCodes, mostPackCalls);
  const shown = await withoutProtected(ctx, incidents, confirmed);
  const count = await countCalls(ctx, e164, confirmedCodes);
  const judged = await judgementsOfAll(ctx, shown);
  const steps = entries.filter(({ kind, undone_at }) => undone_at === null && caseSteps.some((step) => step === kind));
  const ids = [
    ...shown.map(({ answered_by }) => answered_by),
    ...[...judged.values()].flat().map(({ userId }) => userId),
    ...steps.map(({ written_by }) => written_by),
  ].filter((id) => id !== null);
  const users = new Map((await usersOf(ctx, [...new Set(ids)])).map((user) => [user.id, user]));
  const who = whoOf(users, showNames);
  const recordings = new Map((await recordingsOf(ctx, idsOf(shown))).map((one) => [one.call_id, one]));
  return {
    caseId: found.id,
    caseNumber: found.number,
    openedAt: found.opened_at,
    cause: found.cause,
    callerNumber: e164,
    steps: steps.map(({ written_at: at, kind, written_by: by }) => ({ at, step: kind, by: who(by) })),
    calls: shown.map((call) => callOf(call, judged.get(call.id) ?? [], recordings.get(call.id), who)),
    leftOut: { older: count.confirmed - confirmed.length, protected: confirmed.length - shown.length },
    otherCalls: count.others,
    appeals: (await appealFates(ctx, found.id)).map((one) => ({
      filedAt: one.filed_at,
      decidedAt: one.decided_at,
      decision: one.decision,
    })),
  };
}

type Who = (userId: string | null) => PackStaff | null;

const whoOf =
  (users: ReadonlyMap<string, GroundUser>, showNames: boolean): Who =>
  (userId) =>
    userId === null ? null : staffOf(userId, users.get(userId), showNames);

const idsOf = (calls: readonly GroundCall[]) => calls.map(({ id }) => id);

async function withoutProtected(
  ctx: ActionContext,
  incidents: IncidentsKnown,
  calls: readonly GroundCall[],
): Promise<GroundCall[]> {
  const kept: GroundCall[] = [];
  for (const call of calls) if (await incidents.maySee({ ...ctx, actor: stranger }, call.id)) kept.push(call);
  return kept;
}

type Judged = Awaited<ReturnType<typeof judgementsOf>>;

async function judgementsOfAll(ctx: ActionContext, calls: readonly GroundCall[]): Promise<ReadonlyMap<string, Judged>> {
  const judged = new Map<string, Judged>();
  for (const { id } of calls) judged.set(id, await judgementsOf(ctx.tx, id));
  return judged;
}

function callOf(call: GroundCall, judged: Judged, recording: GroundRecording | undefined, who: Who): PackCall {
  return {
    id: call.id,
    number: call.number,
    arrivedAt: call.arrived_at,
    answeredAt: call.answered_at,
    endedAt: call.ended_at,
    answeredBy: who(call.answered_by),
    // The reason of a correction is a person's words and stays in the centre (docs/decisions/0025-judgements-of-a-call.md).
    judgements: judged.map(({ at, code, before, evidence, userId }) => ({
      at,
      code,
      before,
      evidence: [...evidence],
      by: who(userId),
    })),
    recording:
      recording === undefined
        ? null
        : {
            id: recording.id,
            state: recording.state,
            sha256: recording.sha256?.toString('hex') ?? null,
            fileSha256: recording.file_sha256?.toString('hex') ?? null,
            codec: recording.codec,
            durationMs: recording.duration_ms,
            deletedRule: recording.deleted_rule,
          },
  };
}

/** Whether everything that was gathered earlier is said today in the same words. What came since does not matter. */
export function stillHolds(before: PackContent, now: PackContent): boolean {
  const contains = (all: readonly unknown[], one: unknown) => all.some((other) => isDeepStrictEqual(other, one));
  return (
    before.callerNumber === now.callerNumber &&
    before.calls.every((call) => contains(now.calls, call)) &&
    before.steps.every((step) => contains(now.steps, step)) &&
    before.appeals.every((appeal) => contains(now.appeals, appeal))
  );
}
