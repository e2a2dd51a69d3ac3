import { z } from 'zod';
import { network } from '#features/people/tenant.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { CarrierWindowEvents } from './carrier-window.ts';

export type LineId = Id<'line'>;
export const lineId = idSchema<'line'>();

/**
 * How calls come in by a line. `centre`: from the addresses on the centre's own page, there from the beginning; `address`: from
 * addresses of its own; `registration`: we register with the operator, who then sends calls where we registered from.
 */
export const lineWays = ['centre', 'address', 'registration'] as const;
export type LineWay = (typeof lineWays)[number];

const prefix = z.string().regex(/^\+?\d{0,8}$/);

/** What of a line is set. */
export const lineContent = z.object({
  name: z.string().trim().min(2).max(60),
  active: z.boolean(),
  way: z.enum(lineWays),
  /** Whose calls come by this line; of a registration only where the operator sends from elsewhere than where we register. */
  peers: z.array(network).max(20),
  /** Where we register, and where calls out by this line go: `host[:port]`. */
  server: z.string().trim().max(260),
  transport: z.enum(['udp', 'tcp', 'tls']),
  /** Sound encrypted too, with keys told in the signalling. */
  srtp: z.boolean(),
  username: z.string().regex(/^[A-Za-z0-9._+@-]{0,80}$/),
  /** Of the password; the password itself is never shown again. */
  secretId: z.uuid().nullable(),
  /** Ask the operator's side by OPTIONS whether it is there. Not every operator answers. */
  qualify: z.boolean(),
  /** The server is meant to lie in a private network (VPN, MPLS). */
  privateNetwork: z.boolean(),
  /** How the operator writes callers' numbers: this is cut off at the front, and that is put there. */
  callerStrip: prefix,
  callerAdd: prefix,
  canary: z.object({
    everyS: z.number().int().min(30).max(3600),
    alarmAfterS: z.number().int().min(60).max(14_400),
    /** A number that the operator sends back to this very line; empty: the canary does not go out. */
    number: z.string().regex(/^[0-9*#+]{0,20}$/),
  }),
});
export type LineContent = z.output<typeof lineContent>;

/** A new one, as the form begins. */
export const newLine: LineContent = {
  name: '',
  active: true,
  way: 'address',
  peers: [],
  server: '',
  transport: 'udp',
  srtp: false,
  username: '',
  secretId: null,
  qualify: true,
  privateNetwork: false,
  callerStrip: '',
  callerAdd: '',
  canary: { everyS: 60, alarmAfterS: 180, number: '' },
};

/** The line of the centre's own addresses, which every regency begins with. */
export const centreLine: LineContent = { ...newLine, name: 'Jalur utama', way: 'centre', qualify: false };
/** Its key: the trunk in the exchange has the regency's name alone. */
export const centreKey = 'centre00';

export const registrations = ['registered', 'trying', 'refused'] as const;
export type Registration = (typeof registrations)[number];
export const reaches = ['reachable', 'unreachable'] as const;
export type Reach = (typeof reaches)[number];

/** How much of a call's way a canary goes: `inside` our exchange; `entry`, in from an address of the line; `loop`, out by the operator and back. */
export const coverages = ['inside', 'entry', 'loop'] as const;
export type Coverage = (typeof coverages)[number];

/**
 * How a canary ended. `slow`: answered, but too late; `silent`: answered without a sound; `unreachable`: what it could reach was
 * well, but the operator's side does not answer our OPTIONS or has not registered us; `no_telephony`: nobody could place
 * it; `broken_off`: whoever placed it is gone.
 */
export const canaryOutcomes = [
  'answered',
  'slow',
  'silent',
  'refused',
  'no_response',
  'unreachable',
  'no_telephony',
  'broken_off',
] as const;
export const canaryOutcome = z.enum(canaryOutcomes);
export type CanaryOutcome = z.output<typeof canaryOutcome>;

/** Milliseconds within which a canary must be answered. */
export const canaryPatienceMs = 15_000;
/** The tones it hears, in hertz: our server led it, or the exchange answered alone. */
export const canaryTones = { led: 1000, alone: 1700 } as const;

/** Names and contents of a line's events. */
export interface LineEvents extends CarrierWindowEvents {
  readonly 'line.down': { readonly since: string };
  readonly 'line.up': { readonly downMs: number };
  readonly 'line.changed': Record<string, never>;
}

/** What knocks at the exchange's door unasked. */
export const knockKinds = ['unknown', 'wrong_password', 'refused', 'overload'] as const;
export type KnockKind = (typeof knockKinds)[number];
