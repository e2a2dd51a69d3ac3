import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { dayOf } from '#platform/shared/time.ts';
import type { Campaign, CampaignContent, CampaignId } from '../campaign.ts';
import { mayChange, moveCampaign } from '../campaign-rules.ts';
import type * as routes from '../contract.ts';
import type { CampaignPhoto, CampaignView } from '../contract.ts';
import { keptUntil } from '../photo-rules.ts';
import * as store from './campaign-store.ts';
import { photoSettingOf } from './photo-setting-store.ts';
import { photosOf } from './photo-store.ts';

/** `Waru, Kec. Waru`, `Kec. Buduran`; a code that is gone names itself. */
function nameOfRegion(code: string, names: ReadonlyMap<string, store.RegionName>): string {
  const found = names.get(code);
  if (found === undefined) return code;
  return found.level === 'district' ? `Kec. ${found.name}` : `${found.name}, Kec. ${found.district}`;
}

export async function namesOf(ctx: ActionContext): Promise<ReadonlyMap<string, store.RegionName>> {
  return new Map((await store.regionNames(ctx)).map((one) => [one.code, one]));
}

function viewOf(row: store.CampaignRow, names: ReadonlyMap<string, store.RegionName>): CampaignView {
  return { ...row, placeNames: row.content.places.map(({ code }) => nameOfRegion(code, names)) };
}

export const listCampaigns: Action<typeof routes.listCampaigns> = async (ctx, { query }) => {
  const found = await store.selectCampaigns(ctx, {
    state: query.state ?? null,
    words: query.q === undefined || query.q === '' ? null : query.q,
    after: readCursor(query.after),
    limit: query.limit + 1,
  });
  const names = await namesOf(ctx);
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return ok({
    items: items.map((each) => viewOf(each, names)),
    next: found.length > query.limit && last !== undefined ? `${last.content.startsOn}~${last.id}` : null,
  });
};

/** `2026-11-21~id`; anything else is the first page. */
function readCursor(text: string | undefined): { startsOn: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\d)~([0-9a-f-]{36})$/.exec(text ?? '');
  return match === null ? null : { startsOn: match[1] ?? '', id: match[2] ?? '' };
}

export const readCampaign: Action<typeof routes.readCampaign> = async (ctx, { params }) => {
  const found = await store.findCampaign(ctx, params.id);
  if (found === null) return refuse('campaign.not_found');
  return ok({ ...viewOf(found, await namesOf(ctx)), photos: await keptPhotos(ctx, found) });
};

/** With the day on which each goes by itself. */
async function keptPhotos(ctx: ActionContext, { id, content }: store.CampaignRow): Promise<CampaignPhoto[]> {
  const [setting, { zone }] = [await photoSettingOf(ctx), await store.regencyOf(ctx)];
  return (await photosOf(ctx, id)).map((photo) => ({
    ...photo,
    keptUntil: photo.erased ? null : keptUntil({ ...photo, endsOn: content.endsOn }, setting, zone),
  }));
}

export const createCampaign: Action<typeof routes.createCampaign> = async (ctx, { body: { content } }) => {
  const placed = await judgePlaces(ctx, content);
  if (!placed.ok) return placed;
  const id: CampaignId = newId();
  await store.insertCampaign(ctx, id, content);
  await tell(ctx, 'campaign.planned', id, { version: 1 });
  return ok({ id, version: 1 });
};

export const changeCampaign: Action<typeof routes.changeCampaign> = async (ctx, { params, body }) => {
  const found = await store.lockCampaign(ctx, params.id);
  if (found === null) return refuse('campaign.not_found');
  const fresh = mayChange(found, body.version);
  if (!fresh.ok) return fresh;
  const placed = await judgePlaces(ctx, body.content);
  if (!placed.ok) return placed;
  return ok(await save(ctx, 'campaign.changed', { ...found, content: body.content }));
};

export const stepCampaign: Action<typeof routes.stepCampaign> = async (ctx, { params, body }) => {
  const found = await store.lockCampaign(ctx, params.id);
  if (found === null) return refuse('campaign.not_found');
  const { zone } = await store.regencyOf(ctx);
  const moved = moveCampaign(found, body, dayOf(ctx.now, zone));
  if (!moved.ok) return moved;
  return ok(await save(ctx, 'campaign.moved', { ...found, ...moved.value }));
};

export const deleteCampaign: Action<typeof routes.deleteCampaign> = async (ctx, { params, body }) => {
  const found = await store.lockCampaign(ctx, params.id);
  if (found === null) return refuse('campaign.not_found');
  const fresh = mayChange(found, body.version);
  if (!fresh.ok) return fresh;
  return ok(await save(ctx, 'campaign.deleted', { ...found, isDeleted: true }));
};

export const restoreCampaign: Action<typeof routes.restoreCampaign> = async (ctx, { params }) => {
  const found = await store.lockCampaign(ctx, params.id);
  if (found === null) return refuse('campaign.not_found');
  if (!found.isDeleted) return refuse('campaign.not_deleted');
  return ok(await save(ctx, 'campaign.restored', { ...found, isDeleted: false }));
};

export const listCampaignPlaces: Action<typeof routes.listCampaignPlaces> = async (ctx) => {
  const names = await namesOf(ctx);
  return ok({ items: [...names.keys()].map((code) => ({ code, name: nameOfRegion(code, names) })) });
};

/** Every place is a village or district of this regency: another one's figures are not ours to compare. */
async function judgePlaces(
  ctx: ActionContext,
  content: CampaignContent,
): Promise<Result<null, 'campaign.place_unknown'>> {
  const names = await namesOf(ctx);
  const unknown = content.places.find(({ code }) => !names.has(code));
  return unknown === undefined ? ok(null) : refuse('campaign.place_unknown', { code: unknown.code });
}

async function save(
  ctx: ActionContext,
  name: string,
  campaign: Campaign,
): Promise<{ id: CampaignId; version: number }> {
  const version = campaign.version + 1;
  await store.saveCampaign(ctx, { ...campaign, version });
  await tell(ctx, name, campaign.id, { version, state: campaign.state });
  return { id: campaign.id, version };
}

/** What people wrote stays in its row; the event says that something happened to it. */
export function tell(
  ctx: ActionContext,
  name: string,
  id: string,
  content: Readonly<Record<string, string | number>>,
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'campaign', id },
    audience: [audience.tenant(), audience.outreach()],
    content,
  });
}
