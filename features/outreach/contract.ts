import { z } from 'zod';
import { districtCode, regionCode } from '#features/places/place.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import {
  audiences,
  campaignContent,
  campaignId,
  campaignKinds,
  campaignPhotoId,
  campaignStates,
  photoConsents,
} from './campaign.ts';
import { campaignSteps } from './campaign-rules.ts';
import { refusals } from './texts.ts';

const byId = z.object({ id: campaignId });
const shownVersion = z.number().int().positive();
const done = z.object({ id: campaignId, version: z.number().int() });
const writing = pick(refusals, 'campaign.not_found', 'campaign.deleted', 'campaign.stale', 'campaign.place_unknown');
const reason = z.string().trim().min(3).max(300);

export const campaignView = z.object({
  id: campaignId,
  state: z.enum(campaignStates),
  content: campaignContent,
  /** Names of the places, in their order: `Waru, Kec. Waru`. */
  placeNames: z.array(z.string()),
  reason: z.string().nullable(),
  version: z.number().int(),
  changedAt: instant,
  isDeleted: z.boolean(),
});
export type CampaignView = z.output<typeof campaignView>;

export const campaignPhoto = z.object({
  id: campaignPhotoId,
  consent: z.enum(photoConsents),
  consentNote: z.string().nullable(),
  author: z.string().nullable(),
  recordedAt: instant,
  /** When it is erased by itself (photo-rules.ts); null: it is erased. */
  keptUntil: instant.nullable(),
  erased: z.boolean(),
});
export type CampaignPhoto = z.output<typeof campaignPhoto>;

export const listCampaigns = route({
  method: 'GET',
  path: '/api/campaigns',
  summary: 'Campaigns, the latest first',
  permission: 'campaign.read',
  query: pageQuery.extend({
    state: z.enum(campaignStates).optional(),
    /** Part of the name, of a school or of a place. */
    q: z.string().trim().max(80).optional(),
  }),
  output: page(campaignView),
});

export const readCampaign = route({
  method: 'GET',
  path: '/api/campaigns/:id',
  summary: 'One campaign',
  permission: 'campaign.read',
  params: byId,
  output: campaignView.extend({ photos: z.array(campaignPhoto) }),
  refusals: pick(refusals, 'campaign.not_found'),
});

export const createCampaign = route({
  method: 'POST',
  path: '/api/campaigns',
  summary: 'Plan a campaign',
  permission: 'campaign.edit',
  body: z.object({ content: campaignContent }),
  output: done,
  refusals: pick(refusals, 'campaign.place_unknown'),
});

export const changeCampaign = route({
  method: 'POST',
  path: '/api/campaigns/:id/change',
  summary: 'Change what is written of a campaign',
  permission: 'campaign.edit',
  params: byId,
  body: z.object({ version: shownVersion, content: campaignContent }),
  output: done,
  refusals: writing,
});

export const stepCampaign = route({
  method: 'POST',
  path: '/api/campaigns/:id/step',
  summary: 'Held, evaluated, cancelled, or one step back',
  permission: 'campaign.edit',
  params: byId,
  body: z.object({ version: shownVersion, step: z.enum(campaignSteps), reason: reason.nullable().default(null) }),
  output: done,
  refusals: pick(
    refusals,
    'campaign.not_found',
    'campaign.deleted',
    'campaign.stale',
    'campaign.not_possible',
    'campaign.not_yet',
    'campaign.lessons_missing',
    'campaign.reason_missing',
  ),
});

export const deleteCampaign = route({
  method: 'POST',
  path: '/api/campaigns/:id/delete',
  summary: 'Delete a campaign; it can be brought back',
  permission: 'campaign.edit',
  params: byId,
  body: z.object({ version: shownVersion }),
  output: done,
  refusals: pick(refusals, 'campaign.not_found', 'campaign.deleted', 'campaign.stale'),
});

export const restoreCampaign = route({
  method: 'POST',
  path: '/api/campaigns/:id/restore',
  summary: 'Bring a deleted campaign back',
  permission: 'campaign.edit',
  params: byId,
  output: done,
  refusals: pick(refusals, 'campaign.not_found', 'campaign.not_deleted'),
});

/** Villages and districts to choose from; the same as the desk's search, for those who plan campaigns. */
export const listCampaignPlaces = route({
  method: 'GET',
  path: '/api/campaign-places',
  summary: 'Villages and districts of the regency',
  permission: 'campaign.edit',
  output: z.object({ items: z.array(z.object({ code: regionCode, name: z.string() })) }),
});

/** `PUT` with the bytes of a photo and their type; `consent` and `note` stand in the query. The id is made in the browser. */
export const addPhotoPath = '/api/campaigns/:id/photos/:photoId';
/** `GET`; each look is logged. */
export const photoContentPath = '/api/campaign-photos/:id/content';

export const erasePhoto = route({
  method: 'POST',
  path: '/api/campaign-photos/:id/erase',
  summary: 'Erase a photo of a campaign: its key and its file',
  permission: 'campaign.erase',
  params: z.object({ id: campaignPhotoId }),
  body: z.object({ reason }),
  output: z.object({ id: campaignPhotoId }),
  refusals: pick(refusals, 'photo.not_found'),
});

const window = z.object({
  days: z.enum(['weekdays', 'weekend']),
  fromHour: z.number().int(),
  toHour: z.number().int(),
  share: z.number().nullable(),
});

export const proposal = z.object({
  district: districtCode,
  name: z.string(),
  count: z.number().int(),
  window: window.nullable(),
  childShare: z.number().nullable(),
  audience: z.enum(audiences),
  kind: z.enum(campaignKinds),
  villages: z.array(z.object({ code: regionCode, name: z.string(), count: z.number().int() })),
  isRecent: z.boolean(),
});
export type ProposalView = z.output<typeof proposal>;

export const proposalDays = [30, 90, 180, 365] as const;

export const readProposals = route({
  method: 'GET',
  path: '/api/campaign-proposals',
  summary: 'Where and when pranks come from, as proposals for campaigns',
  permission: 'campaign.read',
  query: z.object({ days: z.coerce.number().int().min(7).max(366).default(90) }),
  output: z.object({
    from: instant,
    to: instant,
    /** Null: fewer than can be shown. */
    total: z.number().int().nullable(),
    placed: z.number().int().nullable(),
    hidden: z.number().int(),
    proposals: z.array(proposal),
  }),
});

const totals = z.object({ before: z.number().int().nullable(), after: z.number().int().nullable() });
const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('few'),
    why: z.enum(['no_places', 'no_others', 'few_districts', 'few_calls']),
    campaign: totals,
    others: totals,
  }),
  z.object({
    kind: z.literal('measured'),
    campaign: totals,
    others: totals,
    ratio: z.number(),
    low: z.number(),
    high: z.number(),
    dispersion: z.number(),
    freedom: z.number().int(),
  }),
]);
export type EffectView = z.output<typeof effect>;

export const defaultWeeks = 4;

export const readEffect = route({
  method: 'GET',
  path: '/api/campaigns/:id/effect',
  summary: 'What a campaign did: pranks and genuine calls by district, against the districts without it',
  permission: 'campaign.read',
  params: byId,
  query: z.object({ weeks: z.coerce.number().int().min(1).max(13).default(defaultWeeks) }),
  output: z.object({
    weeks: z.number().int(),
    before: z.object({ from: z.iso.date(), to: z.iso.date() }),
    after: z.object({ from: z.iso.date(), to: z.iso.date() }),
    /** False: the time after it is not over, and nothing is measured yet. */
    isOver: z.boolean(),
    pranks: effect,
    genuine: effect,
    chill: z.enum(['fell', 'not_excluded', 'none', 'unknown']),
    /** Of the calls of both kinds in both windows, how many have a place; null: nothing to divide. */
    placedShare: z.number().nullable(),
    districts: z.array(
      z.object({
        code: districtCode,
        name: z.string(),
        hasCampaign: z.boolean(),
        /** It had another campaign in this time and is left out of the comparison. */
        isDisturbed: z.boolean(),
        pranks: totals,
        genuine: totals,
      }),
    ),
  }),
  refusals: pick(refusals, 'campaign.not_found'),
});

/** Of one whole month, for paper and for the public: nothing of any area or person. Null: too few to be shown. */
export const publicMonth = z.object({
  month: z.string(),
  calls: z.number().int().nullable(),
  answered: z.number().int().nullable(),
  pranks: z.number().int().nullable(),
  prankShare: z.number().nullable(),
  /** Minutes that call takers spent on them. */
  minutes: z.number().int().nullable(),
});
export type PublicMonth = z.output<typeof publicMonth>;

export const readPublicMonth = route({
  method: 'GET',
  path: '/api/campaign-figures',
  summary: 'Figures of the last whole months for posters and the public page',
  permission: 'campaign.read',
  output: z.object({ items: z.array(publicMonth) }),
});

/** `GET`: a page for anybody, without an account and without script. */
export const publicPagePath = '/portal/:slug/bukan-mainan';
export const publicPageStylePath = '/portal/bukan-mainan.css';
