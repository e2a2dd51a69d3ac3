import type { CelEvent } from '#platform/server/asterisk/cel.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { EndedBy } from '../call.ts';
import { callerOf } from './pbx/dialplan.ts';

/** A call as Asterisk's own record tells it. */
export interface CelCall {
  readonly linkedid: string;
  readonly slug: string;
  readonly purpose: 'public' | 'test';
  readonly dialled: string;
  readonly callerRaw: string | null;
  readonly arrivedAt: Instant;
  /** By the telephone of a desk; `sipUser` is its name in Asterisk. */
  readonly answered: { readonly at: Instant; readonly sipUser: string; readonly channel: string } | null;
  readonly ended: {
    readonly at: Instant;
    readonly by: EndedBy;
    readonly cause: number | null;
    /** What the call becomes if no desk had answered. */
    readonly unanswered: 'lose' | 'overflow' | 'fail';
  } | null;
}

/** Q.850 42: the dialplan sends it when the machine is full, and the operator gets 503. */
const full = 42;
const emergencyNumbers = ['112', 'sos'];

/**
 * What the events of one linkedid say. Null where it is no emergency call: a desk's own leg, or a number we do not serve
 * (refused before it reached the `emergency` context of the dialplan).
 */
export function celCall(events: readonly CelEvent[]): CelCall | null {
  const start = events.find((event) => event.type === 'CHAN_START' && event.uniqueId === event.linkedId);
  const from = callerOf(start?.channel ?? '');
  if (start === undefined || from === null) return null;
  const own = events.filter((event) => event.uniqueId === start.uniqueId);
  const admitted = own.some((event) => event.context === 'emergency' || event.context.startsWith('fallback-'));
  if (!admitted && !emergencyNumbers.includes(start.extension)) return null;
  return {
    linkedid: start.linkedId,
    ...from,
    dialled: start.extension,
    callerRaw: /\d/.test(start.callerNumber) ? start.callerNumber.slice(0, 64) : null,
    arrivedAt: instantOf(start),
    answered: answerOf(events, start),
    ended: endOf(events, start),
  };
}

/** A desk's channel that was answered and then joined a bridge: a telephone that picked up after the caller left does not count. */
function answerOf(events: readonly CelEvent[], start: CelEvent): CelCall['answered'] {
  const desks = events.filter((event) => event.uniqueId !== start.uniqueId && callerOf(event.channel) === null);
  const joined = new Set(desks.filter((event) => event.type === 'BRIDGE_ENTER').map((event) => event.uniqueId));
  const answer = desks.find((event) => event.type === 'ANSWER' && joined.has(event.uniqueId));
  const sipUser = /^PJSIP\/(.+)-[0-9a-f]+$/.exec(answer?.channel ?? '')?.[1];
  return answer === undefined || sipUser === undefined
    ? null
    : { at: instantOf(answer), sipUser, channel: answer.uniqueId };
}

function endOf(events: readonly CelEvent[], start: CelEvent): CelCall['ended'] {
  const hangup = events.find((event) => event.type === 'HANGUP' && event.uniqueId === start.uniqueId);
  if (hangup === undefined) return null;
  const cause = typeof hangup.extra.hangupcause === 'number' ? hangup.extra.hangupcause : null;
  const source = String(hangup.extra.hangupsource ?? '');
  const by = callerOf(source) !== null ? 'caller' : source.startsWith('PJSIP/') ? 'desk' : 'system';
  const outside = events.some(
    (event) => event.type === 'ANSWER' && event.uniqueId !== start.uniqueId && event.channel.startsWith('PJSIP/trunk-'),
  );
  return { at: instantOf(hangup), by, cause, unanswered: outside ? 'overflow' : cause === full ? 'fail' : 'lose' };
}

function instantOf(event: CelEvent): Instant {
  return new Date(Math.floor(event.micros / 1000)).toISOString();
}
