import { z } from 'zod';
import { regionCode } from '#features/places/place.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type CampaignId = Id<'campaign'>;
export const campaignId = idSchema<'campaign'>();
export type CampaignPhotoId = Id<'campaign_photo'>;
export const campaignPhotoId = idSchema<'campaign_photo'>();

export const campaignStates = ['planned', 'held', 'evaluated', 'cancelled'] as const;
export type CampaignState = (typeof campaignStates)[number];

/** Whom it speaks to. */
export const audiences = [
  'primary_school',
  'secondary_school',
  'parents_teachers',
  'youth',
  'adults',
  'village_officials',
  'everybody',
] as const;
export type CampaignAudience = (typeof audiences)[number];

export const campaignKinds = [
  'school_visit',
  'village_meeting',
  'car_free_day',
  'radio',
  'banner',
  'leaflet',
  'social_media',
  'sms',
  'training',
] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** A village or a whole district, and the school (or hall) there by its name. */
export const campaignPlace = z.object({
  code: regionCode,
  /** Null: the village or district itself. */
  school: z.string().trim().min(2).max(120).nullable(),
});

const day = z.iso.date();

export const mostPlaces = 60;

/** What people write of a campaign. Nobody's name belongs here, and no field asks for one. */
export const campaignContent = z
  .object({
    name: z.string().trim().min(3).max(120),
    aim: z.string().trim().min(3).max(600),
    audience: z.enum(audiences),
    kind: z.enum(campaignKinds),
    /** Empty: the whole regency at once, so that there is nothing to compare with. */
    places: z.array(campaignPlace).max(mostPlaces),
    startsOn: day,
    endsOn: day,
    materials: z.string().trim().max(1000),
    costRupiah: z.number().int().min(0).max(1_000_000_000_000),
    /** Null: nobody counted. */
    attendance: z.number().int().min(0).max(10_000_000).nullable(),
    /** What was learned; needed before a campaign counts as evaluated. */
    lessons: z.string().trim().max(2000),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], message: 'ends before it starts' })
  .refine(({ startsOn, endsOn }) => Date.parse(endsOn) - Date.parse(startsOn) <= 366 * 86_400_000, {
    path: ['endsOn'],
    message: 'longer than a year',
  });
export type CampaignContent = z.output<typeof campaignContent>;

export interface Campaign {
  readonly id: CampaignId;
  readonly state: CampaignState;
  readonly content: CampaignContent;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly version: number;
  readonly isDeleted: boolean;
}

/** Who may be seen in a photo: asked for each one, because children cannot consent for themselves (UU 27/2022 Art. 25). */
export const photoConsents = ['nobody_recognisable', 'adults_agreed', 'parents_agreed'] as const;
export type PhotoConsent = (typeof photoConsents)[number];

/** `35.15.08.2001` lies in `35.15.08`; a district is its own. */
export const districtOf = (code: string): string => code.split('.').slice(0, 3).join('.');

/** The districts a campaign was in, each once. */
export const districtsOf = (content: Pick<CampaignContent, 'places'>): readonly string[] => [
  ...new Set(content.places.map(({ code }) => districtOf(code))),
];
