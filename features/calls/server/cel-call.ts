import type { CelEvent } from '#platform/server/asterisk/cel.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { EndedBy } from '../call.ts';
import type { CarrierTest } from './carrier/record-carrier-call.ts';
import { carrierTestOf } from './pbx/carrier-lines.ts';
import { callerOf } from './pbx/dialplan.ts';

/** A call as Asterisk's own record tells it. */
export interface CelCall {
  readonly linkedid: string;
  readonly slug: string;
  /** By which line it came: its key. */
  readonly line: string;
  readonly purpose: 'public' | 'drill' | 'test';
  readonly dialled: string;
  readonly callerRaw: string | null;
  /** The same as the line's operator means it; absent: as it stands. */
  readonly callerOnLine?: string | null;
  readonly arrivedAt: Instant;
  /** By the telephone of a desk; `sipUser` is its name in Asterisk. */
  readonly answered: { readonly at: Instant; readonly sipUser: string; readonly channel: string } | null;
  /** An operator's test, answered by the exchange; null: a call like any other, also where it began as a test and asked for a person. */
  readonly carrierTest: CarrierTest | null;
  /** Who picked up outside the centre, by the overflow number. */
  readonly outside: { readonly at: Instant; readonly channel: string } | null;
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
  const admitted = own.some((event) => isAdmitted(event.context));
  if (!admitted && !emergencyNumbers.includes(start.extension)) return null;
  return {
    linkedid: start.linkedId,
    ...from,
    dialled: start.extension,
    callerRaw: /\d/.test(start.callerNumber) ? start.callerNumber.slice(0, 64) : null,
    arrivedAt: instantOf(start),
    answered: answerOf(events, start),
    carrierTest: carrierTestIn(own),
    outside: outsideOf(events, start),
    ended: endOf(events, start),
  };
}

/** A citizen who was called back has a row from before; only what became of it may be missing. */
const isAdmitted = (context: string) => context === 'emergency' || /^(fallback|call-back|carrier-test)-/.test(context);

/** The last of its own lines that lies in the dialplan says where the caller was led. */
function carrierTestIn(own: readonly CelEvent[]): CarrierTest | null {
  const last = own.findLast(({ context }) => context !== '');
  const test = last === undefined ? null : carrierTestOf(last.context, last.extension);
  const answer = own.find((event) => event.type === 'ANSWER');
  return test === null ? null : { ...test, answeredAt: answer === undefined ? null : instantOf(answer) };
}

/** The first answered channel that then joined a bridge: a telephone that picked up after the caller left does not count. */
function pickedUp(events: readonly CelEvent[]): CelEvent | undefined {
  const joined = new Set(events.filter((event) => event.type === 'BRIDGE_ENTER').map((event) => event.uniqueId));
  return events.find((event) => event.type === 'ANSWER' && joined.has(event.uniqueId));
}

/** The leg back out by the trunk: the dialplan dials nothing else there but the overflow number. */
function outsideOf(events: readonly CelEvent[], start: CelEvent): CelCall['outside'] {
  const legs = events.filter((event) => event.uniqueId !== start.uniqueId && callerOf(event.channel) !== null);
  const answer = pickedUp(legs);
  return answer === undefined ? null : { at: instantOf(answer), channel: answer.uniqueId };
}

/** A desk's channel. */
function answerOf(events: readonly CelEvent[], start: CelEvent): CelCall['answered'] {
  const desks = events.filter((event) => event.uniqueId !== start.uniqueId && callerOf(event.channel) === null);
  const answer = pickedUp(desks);
  const sipUser = /^PJSIP\/(.+)-[0-9a-f]+$/.exec(answer?.channel ?? '')?.[1];
  return answer === undefined || sipUser === undefined
    ? null
    : { at: instantOf(answer), sipUser, channel: answer.uniqueId };
}

function endOf(events: readonly CelEvent[], start: CelEvent): CelCall['ended'] {
  const hangup = events.find((event) => event.type === 'HANGUP' && event.uniqueId === start.uniqueId);
  if (hangup === undefined) return null;
  const cause = typeof hangup.extra.hangupcause === 'number' ? hangup.extra.hangupcause : null;
  const by = endedByOf(String(hangup.extra.hangupsource ?? ''), start.channel);
  const unanswered = outsideOf(events, start) !== null ? 'overflow' : cause === full ? 'fail' : 'lose';
  return { at: instantOf(hangup), by, cause, unanswered };
}

/** By the channel that hung up first; both the caller and the overflow number are channels of the trunk. */
function endedByOf(source: string, caller: string): EndedBy {
  if (source === caller) return 'caller';
  if (callerOf(source) !== null) return 'outside';
  return source.startsWith('PJSIP/') ? 'desk' : 'system';
}

function instantOf(event: CelEvent): Instant {
  return new Date(Math.floor(event.micros / 1000)).toISOString();
}
