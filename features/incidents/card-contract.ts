import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { cardAnswer, cardCode, cardContent, cardId, cardRunId, signOff } from './card.ts';
import { cardRefusals } from './card-texts.ts';
import { callId, incidentId } from './incident.ts';
import { refusals } from './texts.ts';

const cardView = z.object({ id: cardId, code: cardCode, version: z.number().int(), content: cardContent });
export type CardView = z.output<typeof cardView>;

const both = z.object({ id: z.string(), en: z.string() });
const ofCard = z.object({ id: cardId });

/** Whole, once: a card is stepped through without asking the server. */
export const listCards = route({
  method: 'GET',
  path: '/api/question-cards',
  summary: 'Question cards in use, as they are now',
  permission: 'incident.edit',
  output: z.object({ items: z.array(cardView) }),
});

export const listCardSettings = route({
  method: 'GET',
  path: '/api/question-cards/settings',
  summary: 'Question cards as settings, with the ones out of use',
  permission: 'setting.read',
  output: z.object({
    items: z.array(cardView),
    /** How many of the supplied cards this regency does not have. */
    missing: z.number().int(),
  }),
});

/** A new card is approved by nobody. */
export const createCard = route({
  method: 'POST',
  path: '/api/question-cards',
  summary: 'Add a question card',
  permission: 'setting.change',
  body: z.object({ code: cardCode, reason: changeReason, content: cardContent }),
  output: changedSetting,
  refusals: pick(cardRefusals, 'card.code_taken', 'card.unsound'),
});

/** Another table or name loses the approval; a running use of the card keeps its version. */
export const changeCard = route({
  method: 'POST',
  path: '/api/question-cards/:id/change',
  summary: 'Change a question card',
  permission: 'setting.change',
  params: ofCard,
  body: z.object({ version: shownVersion, reason: changeReason, content: cardContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(cardRefusals, 'card.unsound') },
});

export const signCard = route({
  method: 'POST',
  path: '/api/question-cards/:id/sign',
  summary: 'Enter who approved a card as it stands, or take the approval back (null)',
  permission: 'setting.change',
  params: ofCard,
  body: z.object({ version: shownVersion, reason: changeReason, signOff: signOff.nullable() }),
  output: changedSetting,
  refusals: settingRefusals,
});

/** Cards that this regency has stay as they are. */
export const takeSuppliedCards = route({
  method: 'POST',
  path: '/api/question-cards/supplied',
  summary: 'Take over the supplied cards that this regency does not have',
  permission: 'setting.change',
  body: z.object({ reason: changeReason }),
  output: z.object({ added: z.number().int() }),
});

const cardRun = z.object({
  id: cardRunId,
  cardId,
  cardCode,
  cardVersion: z.number().int(),
  /** As it was when the run began. */
  content: cardContent,
  callId: callId.nullable(),
  incidentId: incidentId.nullable(),
  /** Rises with every change of the answers. */
  revision: z.number().int(),
  answers: z.array(cardAnswer),
  changedAt: instant,
  changedBy: z.string().nullable(),
});
export type CardRun = z.output<typeof cardRun>;

/**
 * The answers of one run as they are now, whole; the server keeps what is new and takes back what is gone. `revision` is the one the
 * writer saw, 0 for a run that begins. The same answers again change nothing, so that a run may be sent as often as need be.
 */
export const saveCardRun = route({
  method: 'POST',
  path: '/api/card-runs/:id',
  summary: 'Keep the answers of one use of a card',
  permission: 'incident.edit',
  params: z.object({ id: cardRunId }),
  body: z
    .object({
      cardId,
      cardVersion: z.number().int().min(1),
      callId: callId.nullable(),
      incidentId: incidentId.nullable(),
      revision: z.number().int().min(0),
      answers: z.array(cardAnswer).max(40),
    })
    .refine((body) => body.callId !== null || body.incidentId !== null, { message: 'a call or an incident' }),
  output: cardRun,
  refusals: {
    ...pick(cardRefusals, 'card.not_found', 'card.run_other', 'card.stale', 'card.no_path'),
    ...pick(refusals, 'incident.not_found', 'incident.ended', 'incident.sensitive', 'words.no_call', 'words.not_yours'),
  },
});

/** By the incident, or by a call that has none yet. */
export const listCardRuns = route({
  method: 'GET',
  path: '/api/card-runs',
  summary: 'Uses of cards in a call or an incident, oldest first',
  permission: 'incident.edit',
  query: z.object({ callId: callId.optional(), incidentId: incidentId.optional() }),
  output: z.object({ items: z.array(cardRun) }),
});

const answerView = z.object({
  id: z.uuid(),
  runId: cardRunId,
  card: both,
  cardCode,
  cardVersion: z.number().int(),
  questionKey: z.string(),
  choiceCode: z.string(),
  question: both,
  choice: both,
  words: z.string().nullable(),
  crew: z.boolean(),
  answeredAt: instant,
  /** Not told to agencies: the centre speaks as one. */
  answeredBy: z.string().nullable(),
});
export type CardAnswerView = z.output<typeof answerView>;

/** An agency reads what concerns its crew; the control room reads all. What was taken back is in the timeline only. */
export const listCardAnswers = route({
  method: 'GET',
  path: '/api/incidents/:id/card-answers',
  summary: 'What callers answered to question cards',
  permission: 'incident.read',
  params: z.object({ id: incidentId }),
  output: z.object({ items: z.array(answerView) }),
  refusals: pick(refusals, 'incident.not_found'),
});
