import type { CampaignContent } from '../campaign.ts';

/** Where a new campaign begins: nothing is chosen that somebody would overlook. */
export const emptyCampaign: CampaignContent = {
  name: '',
  aim: '',
  audience: 'primary_school',
  kind: 'school_visit',
  places: [],
  startsOn: '',
  endsOn: '',
  materials: '',
  costRupiah: 0,
  attendance: null,
  lessons: '',
};
