import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { civicFields, placeFlags, placeSources } from './caller-place.ts';
import { choiceRules } from './caller-place-choice.ts';
import { placeAgreement } from './place-agreement.ts';
import { refusals } from './texts.ts';

const civicView = z.object({
  fields: z.partialRecord(z.enum(civicFields), z.string()),
  other: z.array(z.object({ name: z.string(), text: z.string() })),
});
const measured = { method: z.string().nullable(), at: instant.nullable(), flags: z.array(z.enum(placeFlags)) };

export const callerPlaceView = z.object({
  id: z.uuid(),
  source: z.enum(placeSources),
  receivedAt: instant,
  place: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('geodetic'),
      latitude: z.number(),
      longitude: z.number(),
      altitudeM: z.number().nullable(),
      /** Radius of a circle that holds the whole shape; null: the sender said nothing about it. */
      uncertaintyM: z.number().nullable(),
      /** Chance that the caller is within it; null: the sender does not know. */
      confidencePercent: z.number().nullable(),
      civic: civicView.nullable(),
      /** It is the place of this radio cell, as its operator's list has it, and no measurement. */
      mast: z.object({ cell: z.string(), operator: z.string(), asOf: z.string().nullable() }).nullable(),
      /** The nearest village of the regency, to say the place aloud; null: none within 20 km. */
      nearest: z
        .object({
          code: z.string(),
          name: z.string(),
          district: z.string(),
          latitude: z.number(),
          longitude: z.number(),
          distanceM: z.number(),
        })
        .nullable(),
      ...measured,
    }),
    z.object({ kind: z.literal('civic'), civic: civicView, ...measured }),
    z.object({ kind: z.literal('reference'), host: z.string() }),
    z.object({ kind: z.literal('cell'), cell: z.string() }),
  ]),
});
export type CallerPlaceView = z.output<typeof callerPlaceView>;

const placesView = z.object({
  /** How many there are; `items` holds them for who takes the call, and for others once they gave a reason. */
  count: z.number().int(),
  items: z.array(callerPlaceView),
  /** By which rule the first of the items is the first. */
  decidedBy: z.enum(choiceRules.map(({ code }) => code)).nullable(),
  /** Metres to the farthest of the others that contradicts it. */
  disagreementM: z.number().nullable(),
});
export type CallerPlacesView = z.output<typeof placesView>;

const params = z.object({ id: callId });

export const readCallerPlaces = route({
  method: 'GET',
  path: '/api/calls/:id/places',
  summary: 'Where the caller is, as networks and telephones told it; best first',
  permission: 'call.read',
  params,
  output: placesView,
  refusals: pick(refusals, 'call.not_found'),
});

/** Logged with its reason (design.md invariant 9). */
export const showCallerPlaces = route({
  method: 'POST',
  path: '/api/calls/:id/places/show',
  summary: 'Show where the caller is to somebody who does not take the call',
  permission: 'caller.show',
  params,
  body: z.object({ reason: z.string().trim().min(5).max(200) }),
  output: placesView,
  refusals: pick(refusals, 'call.not_found', 'call.sensitive'),
});

export const placeAgreementView = z.object({
  id: z.uuid(),
  version: z.number().int(),
  content: placeAgreement,
});

export const readPlaceAgreement = route({
  method: 'GET',
  path: '/api/place-agreement',
  summary: 'What is agreed with operators about where callers are',
  permission: 'setting.read',
  output: placeAgreementView,
});

export const changePlaceAgreement = route({
  method: 'POST',
  path: '/api/place-agreement/change',
  summary: 'Change what is agreed with operators about where callers are',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: placeAgreement }),
  output: changedSetting,
  refusals: settingRefusals,
});

/** Takes what a telephone measured (AML by HTTPS); answered by a plugin, since it is neither JSON nor signed in. */
export const amlPath = '/api/aml/:key';
