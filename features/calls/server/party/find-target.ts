import { selectAgencies, selectAgency, selectDutyPhone } from '#features/agencies/server/store.ts';
import { overflowNumber } from '#features/people/overflow.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { PartyTarget } from '../../party-contract.ts';
import { selectEntry } from '../directory/directory-store.ts';
import { ownNumbers } from './party-store.ts';

/** Whom to dial, and as what it is kept. */
export interface Target {
  readonly number: string;
  readonly label: string | null;
  readonly entry_id: string | null;
  readonly agency_id: string | null;
  readonly contact_id: string | null;
}

export type TargetRefusal =
  | 'party.unknown'
  | 'party.no_number'
  | 'party.wrong_number'
  | 'party.own_number'
  | 'party.free_number';

/** Whom a person chose, as the directory stands now. */
export async function findTarget(ctx: ActionContext, to: PartyTarget): Promise<Result<Target, TargetRefusal>> {
  const found = await look(ctx, to);
  if (!found.ok) return found;
  const dialled = await dialable(ctx, found.value.number);
  return dialled.ok ? ok({ ...found.value, number: dialled.value }) : dialled;
}

/** A number in the form in which it is dialled; one that leads back here would ring at this very centre. */
export async function dialable(
  ctx: ActionContext,
  typed: string,
): Promise<Result<string, 'party.wrong_number' | 'party.own_number'>> {
  const number = overflowNumber(typed);
  if (number === null) return refuse('party.wrong_number', { value: typed });
  return (await ownNumbers(ctx.tx, ctx.tenantId)).includes(number) ? refuse('party.own_number') : ok(number);
}

/** More agencies than a regency has. */
const most = 500;

export function activeAgencies(ctx: ActionContext) {
  return selectAgencies(ctx.tx, { only: null, active: true, after: null, limit: most });
}

const nobody = { label: null, entry_id: null, agency_id: null, contact_id: null };

async function look(ctx: ActionContext, to: PartyTarget): Promise<Result<Target, TargetRefusal>> {
  if (to.kind === 'number') {
    if (!ctx.actor.permissions.has('call.dial_free')) return refuse('party.free_number');
    return ok({ ...nobody, number: to.number });
  }
  if (to.kind === 'entry') {
    const entry = await selectEntry(ctx.tx, to.id);
    if (entry?.content.active !== true) return refuse('party.unknown');
    const { number, name: label } = entry.content;
    if (number === null) return refuse('party.no_number');
    const agency = (await activeAgencies(ctx)).find(({ phone }) => phone !== null && overflowNumber(phone) === number);
    return ok({ ...nobody, number, label, entry_id: to.id, agency_id: agency?.id ?? null });
  }
  if (to.kind === 'agency') {
    const agency = await selectAgency(ctx.tx, to.id);
    if (agency?.active !== true) return refuse('party.unknown');
    const { phone: number, name: label } = agency;
    return number === null ? refuse('party.no_number') : ok({ ...nobody, number, label, agency_id: to.id });
  }
  const contact = await selectDutyPhone(ctx.tx, to.id);
  if (contact === null) return refuse('party.unknown');
  const { phone: number, name, agency, agency_id } = contact;
  return ok({ ...nobody, number, label: `${agency} – ${name}`, agency_id, contact_id: to.id });
}
