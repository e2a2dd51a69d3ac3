import { logAccess } from '#features/people/server/log-access.ts';
import { nearestVillage, regencyOf } from '#features/places/server/store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { Cell, Civic } from '../../caller-place.ts';
import { choosePlace, type ToldPlace } from '../../caller-place-choice.ts';
import { placeOfSite, siteKeyOf } from '../../cell-site.ts';
import type {
  CallerPlacesView,
  CallerPlaceView,
  readCallerPlaces as readRoute,
  showCallerPlaces as showRoute,
} from '../../place-contract.ts';
import { findSite } from '../cells/cells-store.ts';
import { callView } from '../view-store.ts';
import { type CallerPlaceRow, callerPlaces } from './place-store.ts';

/** The places themselves only for who talks with the caller or wraps the call up, as with the number (design.md §7). */
export const readCallerPlaces: Action<typeof readRoute> = async (ctx, { params }) => {
  const call = await callView(ctx.tx, params.id, ctx.actor.id);
  if (call === null) return refuse('call.not_found');
  const told = await callerPlaces(ctx.tx, call.id);
  if (call.mine) return ok(await viewOf(ctx, told));
  return ok({ count: told.length, items: [], decidedBy: null, disagreementM: null });
};

export const showCallerPlaces: Action<typeof showRoute> = async (ctx, { params, body }) => {
  const call = await callView(ctx.tx, params.id, ctx.actor.id);
  if (call === null) return refuse('call.not_found');
  await logAccess(ctx, { type: 'call', id: call.id }, 'caller_place', body.reason);
  return ok(await viewOf(ctx, await callerPlaces(ctx.tx, call.id)));
};

async function viewOf(ctx: ActionContext, found: readonly CallerPlaceRow[]): Promise<CallerPlacesView> {
  const told = await Promise.all(found.map((one) => withMast(ctx, one)));
  const chosen = choosePlace(told, ctx.now);
  if (chosen === null) return { count: 0, items: [], decidedBy: null, disagreementM: null };
  const rowOf = new Map<ToldPlace, PlacedRow>(told.map((one) => [one, one]));
  const ordered = [chosen.shown, ...chosen.others].flatMap((one) => rowOf.get(one) ?? []);
  const regency = await regencyOf(ctx.tx, ctx.tenantId);
  const items: CallerPlaceView[] = [];
  for (const one of ordered) items.push(await itemOf(ctx, regency, one));
  return { count: items.length, items, decidedBy: chosen.decidedBy, disagreementM: chosen.disagreementM };
}

interface PlacedRow extends CallerPlaceRow {
  readonly receivedAt: CallerPlaceRow['received_at'];
  readonly mast: { readonly cell: string; readonly operator: string; readonly asOf: string | null } | null;
}

/** A cell whose mast is known is a point on the map, as certain as the list says. */
async function withMast(ctx: ActionContext, row: CallerPlaceRow): Promise<PlacedRow> {
  const plain = { ...row, receivedAt: row.received_at, mast: null };
  if (row.place.kind !== 'cell') return plain;
  const key = siteKeyOf(row.place.cell);
  const site = key === null ? null : await findSite(ctx.tx, ctx.tenantId, key);
  if (site === null) return plain;
  const { operator, asOf } = site;
  return { ...plain, place: placeOfSite(site), mast: { cell: cellText(row.place.cell), operator, asOf } };
}

async function itemOf(ctx: ActionContext, regency: string, told: PlacedRow): Promise<CallerPlaceView> {
  const { place } = told;
  const about = { id: told.id, source: told.source, receivedAt: told.received_at };
  if (place.kind === 'reference') {
    // The whole address may hold a key to the place; whoever may follow it is the server alone.
    return { ...about, place: { kind: 'reference', host: URL.parse(place.uri)?.hostname ?? '' } };
  }
  if (place.kind === 'cell') return { ...about, place: { kind: 'cell', cell: cellText(place.cell) } };
  const { method, at } = place;
  const measured = { method, at, flags: [...place.flags] };
  if (place.kind === 'civic') return { ...about, place: { kind: 'civic', civic: civicOf(place.civic), ...measured } };
  const { latitude, longitude, altitudeM } = place.centre;
  const near = await nearestVillage(ctx.tx, regency, { latitude, longitude });
  const { uncertaintyM, confidence } = place;
  const civic = place.civic === null ? null : civicOf(place.civic);
  const where = {
    latitude,
    longitude,
    altitudeM,
    uncertaintyM,
    confidencePercent: confidence.percent,
    civic,
    mast: told.mast,
  };
  return { ...about, place: { kind: 'geodetic', ...where, nearest: near, ...measured } };
}

function civicOf({ fields, other }: Civic) {
  return { fields: { ...fields }, other: other.map((one) => ({ ...one })) };
}

/** As radio people write it, `LTE 510-10 TAC 64001 eNB 70003 sel 4`. */
function cellText(cell: Cell): string {
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'wlan') return `WLAN ${cell.bssid}`;
  const network = `${cell.kind.toUpperCase()} ${cell.mcc}-${cell.mnc}`;
  if (cell.kind === 'lte') return `${network} TAC ${cell.tac} eNB ${cell.enodeb}/${cell.sector}`;
  if (cell.kind === 'nr') return `${network} TAC ${cell.tac} NCI ${cell.nci}`;
  return `${network} LAC ${cell.lac} CID ${cell.cellId}`;
}
