import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRegions } from '#features/incidents/server/test-cast.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import type { CampaignContent } from '../campaign.ts';
import { createOutreach } from './feature.ts';

/** Two districts would be too few to compare. */
export const regions = [
  ...testRegions,
  ...['Tarik', 'Prambon', 'Krembung', 'Porong', 'Jabon'].map((name, index) => ({
    code: `35.15.0${index + 1}`,
    parentCode: '35.15',
    level: 'district' as const,
    name,
    postalCode: null,
    latitude: null,
    longitude: null,
  })),
];

export const village = testRegions.find(({ level }) => level === 'village')?.code ?? '';
export const content: CampaignContent = {
  name: 'Kunjungan SD',
  aim: 'Anak tahu kapan 112 dihubungi',
  audience: 'primary_school',
  kind: 'school_visit',
  places: [{ code: village, school: 'SDN Mawar 1' }],
  startsOn: '2026-03-02',
  endsOn: '2026-03-03',
  materials: '200 selebaran',
  costRupiah: 1_250_000,
  attendance: 180,
  lessons: '',
};

interface DistrictShown {
  readonly code: string;
  readonly isDisturbed: boolean;
  readonly pranks: { readonly before: number | null };
}

/** An answer as it came, with its status: what tests read of any of them. What it holds besides is compared as it is. */
export interface Answer {
  readonly status: number;
  readonly id: string;
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly proposals: readonly unknown[];
  readonly districts: readonly DistrictShown[];
  readonly placedShare: number;
  readonly pranks: { readonly ratio: number };
  readonly genuine: { readonly ratio: number };
}

export interface OutreachScene {
  readonly database: TestDatabase;
  readonly centre: TestCentre;
  /** Where photos and keys lie. */
  readonly folder: string;
  readonly own: string;
  readonly cookieOf: (who: string) => string;
  readonly ask: (who: string, method: 'GET' | 'POST', url: string, payload?: object) => Promise<Answer>;
  /** Plan one and return its id. */
  readonly plan: (change?: Partial<CampaignContent>) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Two regencies with the people who have to do with campaigns. */
export async function createOutreachScene(): Promise<OutreachScene> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'outreach-'));
  const outreach = createOutreach({ systemDb: database.systemDb, place: () => database.place(), dataFolder: folder });
  const centre = await createTestCentre(database, { features: [outreach] });
  await saveRegions(database.systemDb, regions);
  const own = await centre.addTenant({ slug: 'barat' });
  const foreign = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  const cookies = new Map<string, string>();
  for (const [tenantId, username, role] of [
    [own, 'info', 'INFO_OFFICER'],
    [own, 'kadis', 'AGENCY_HEAD'],
    [own, 'bupati', 'EXECUTIVE'],
    [own, 'dpo', 'DPO'],
    [own, 'admin', 'ADMIN'],
    [foreign, 'info.timur', 'INFO_OFFICER'],
  ] as const) {
    await centre.addUser(tenantId, { username, roles: [role] });
    cookies.set(username, await centre.cookieOf(username));
  }
  const ask: OutreachScene['ask'] = async (who, method, url, payload) => {
    const answer = await centre.app.inject({
      method,
      url,
      headers: { cookie: cookies.get(who) ?? '' },
      ...(payload === undefined ? {} : { payload }),
    });
    return { ...answer.json<Answer>(), status: answer.statusCode };
  };
  return {
    database,
    centre,
    folder,
    own,
    cookieOf: (who) => cookies.get(who) ?? '',
    ask,
    plan: async (change = {}) => {
      const made = await ask('info', 'POST', '/api/campaigns', { content: { ...content, ...change } });
      return made.id;
    },
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}
