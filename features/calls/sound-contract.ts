import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { deskPhoneState, personRef } from './contract.ts';
import { checkEnd, checkFigures, checkProblem, checkVerdict, deskCheckId } from './desk-check.ts';
import { soundFigures } from './sound-quality.ts';
import { soundRefusals } from './sound-texts.ts';
import { refusals } from './texts.ts';

/** What a telephone measured of one call, told after it; kept by the browser until the server took it. */
export const soundReport = z.object({
  /** Made by the browser: a report that is sent twice counts once. */
  id: z.uuid(),
  /** Null: the exchange rang alone, the server was away. */
  callId: callId.nullable(),
  /** By the server's clock, as well as the browser knows it: tells legs of one person apart. */
  startedAt: instant,
  figures: soundFigures,
});
export type SoundReport = z.output<typeof soundReport>;

export const saveSound = route({
  method: 'POST',
  path: '/api/desk/sounds',
  summary: 'What my telephone measured of a call',
  permission: 'call.take',
  body: soundReport,
  output: z.object({}),
  refusals: pick(soundRefusals, 'sound.no_such_leg'),
});

export const soundView = z.object({
  id: z.uuid(),
  desk: personRef,
  joinedAt: instant,
  leftAt: instant.nullable(),
  figures: soundFigures,
});
export type SoundView = z.output<typeof soundView>;

export const listSounds = route({
  method: 'GET',
  path: '/api/calls/:id/sounds',
  summary: 'How the sound of a call was, leg by leg',
  permission: 'call.read',
  params: z.object({ id: callId }),
  output: z.object({ items: z.array(soundView) }),
  refusals: pick(refusals, 'call.not_found'),
});

export const deskCheckView = z.object({
  id: deskCheckId,
  checkedAt: instant,
  verdict: checkVerdict,
  problems: z.array(checkProblem),
  figures: checkFigures,
});
export type DeskCheckView = z.output<typeof deskCheckView>;

export const readDeskCheck = route({
  method: 'GET',
  path: '/api/desk/check',
  summary: 'The last check of my telephone, and whether one is due',
  permission: 'call.take',
  output: z.object({
    last: deskCheckView.nullable(),
    /** None in this session yet. */
    isDue: z.boolean(),
  }),
});

export const saveDeskCheck = route({
  method: 'POST',
  path: '/api/desk/checks',
  summary: 'How a check of my telephone ended',
  permission: 'call.take',
  body: z.object({
    end: checkEnd,
    hasMicrophone: z.boolean(),
    hasEcho: z.boolean(),
    figures: checkFigures,
  }),
  output: deskCheckView,
});

/** A desk's telephone as a supervisor sees it. */
export const deskPhoneView = z.object({
  user: personRef,
  /** Its telephone is registered. */
  reachable: z.boolean(),
  /** The SIP telephone on the desk. */
  device: deskPhoneState.nullable(),
  check: deskCheckView.nullable(),
  /** Calls of the last 24 hours that were measured. */
  calls: z.number().int(),
  /** Of these with poor sound. */
  poorCalls: z.number().int(),
  /** The lowest score among them. */
  worstMos: z.number().nullable(),
});
export type DeskPhoneView = z.output<typeof deskPhoneView>;

export const listDeskPhones = route({
  method: 'GET',
  path: '/api/desk-phones',
  summary: 'The telephones of the desks: last check, sound of the last day',
  permission: 'phone.watch',
  output: z.object({ items: z.array(deskPhoneView) }),
});
