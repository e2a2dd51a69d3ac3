import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Campaign, CampaignState } from './campaign.ts';

/** What is done with a campaign; `take_back` undoes the step before it. */
export type CampaignStep = 'hold' | 'evaluate' | 'cancel' | 'take_back';
export const campaignSteps = ['hold', 'evaluate', 'cancel', 'take_back'] as const satisfies readonly CampaignStep[];

/** The transition table; what is missing is refused. */
export const campaignTransitions: Readonly<
  Record<CampaignState, Readonly<Partial<Record<CampaignStep, CampaignState>>>>
> = {
  planned: { hold: 'held', cancel: 'cancelled' },
  held: { evaluate: 'evaluated', take_back: 'planned' },
  evaluated: { take_back: 'held' },
  cancelled: { take_back: 'planned' },
};

export type StepRefusal =
  | 'campaign.deleted'
  | 'campaign.not_possible'
  | 'campaign.stale'
  | 'campaign.not_yet'
  | 'campaign.lessons_missing'
  | 'campaign.reason_missing';

interface Step {
  readonly step: CampaignStep;
  /** The version the person saw. */
  readonly version: number;
  readonly reason: string | null;
}

export interface Moved {
  readonly state: CampaignState;
  readonly reason: string | null;
}

/** Where a step leads. `today` is the day in the regency's own zone. */
export function moveCampaign(campaign: Campaign, step: Step, today: string): Result<Moved, StepRefusal> {
  const fresh = mayChange(campaign, step.version);
  if (!fresh.ok) return fresh;
  const state = campaignTransitions[campaign.state][step.step];
  if (state === undefined) return refuse('campaign.not_possible', { state: campaign.state });
  if (step.step === 'hold' && campaign.content.startsOn > today)
    return refuse('campaign.not_yet', { day: campaign.content.startsOn });
  if (step.step === 'evaluate' && campaign.content.lessons === '') return refuse('campaign.lessons_missing');
  if (state !== 'cancelled') return ok({ state, reason: null });
  return step.reason === null ? refuse('campaign.reason_missing') : ok({ state, reason: step.reason });
}

/** Two people on one campaign: whoever saw an older version is told so, and writes over nothing. */
export function mayChange(
  campaign: Campaign,
  shownVersion: number,
): Result<null, 'campaign.deleted' | 'campaign.stale'> {
  if (campaign.isDeleted) return refuse('campaign.deleted');
  return campaign.version === shownVersion ? ok(null) : refuse('campaign.stale', { version: campaign.version });
}
