import { audience } from '#features/people/audience.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { type Action, type ActionContext, bind } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import * as routes from '../../closing-contract.ts';
import { needsCare } from '../../closing-rules.ts';
import { type ClosingContent, closingSeeds } from '../../closing-settings.ts';
import type { PersonRef } from '../../contract.ts';
import { type AuditsBehind, noAudits, unlessAuditing } from '../audits-behind.ts';
import { classifyCall } from '../classify-call.ts';
import { lockPresence, presenceOf } from '../presence-store.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { movePresence } from '../set-presence.ts';
import { callView } from '../view-store.ts';
import { closingKind, closingSettingsOf, seedClosingSettings } from './closing-settings-store.ts';
import { abusiveCalls, type Judgement, judgementsOf, saveBreakAfter } from './judgement-store.ts';

/** Closing a call with its evidence, correcting it, and what helps whoever does so all day. */
export function closingPart(incidents: IncidentsBehind, audits: AuditsBehind = noAudits): FeaturePart {
  return {
    routes: [
      bind(routes.classifyCall, classifyCall),
      bind(routes.listJudgements, unlessAuditing(audits, listJudgements(incidents))),
      bind(routes.readClosingHelp, readClosingHelp),
      bind(routes.planBreak, planBreak),
      bind(routes.listCare, listCare),
      bind(routes.readClosingSettings, readClosingSettings),
      bind(routes.changeClosingSettings, changeClosingSettings),
    ],
    seedTenant: seedClosingSettings,
  };
}

/** A reason is words about a caller: of a sensitive incident only its handlers read them. */
function listJudgements(incidents: IncidentsBehind): Action<typeof routes.listJudgements> {
  return async (ctx, { params }) => {
    const call = await callView(ctx.tx, params.id, ctx.actor.id);
    if (call === null) return refuse('call.not_found');
    const maySee = await incidents.mayHear(ctx, call.id);
    const hasIncident = (await incidents.incidentsOf(ctx, [call.id])).has(call.id);
    const items = (await judgementsOf(ctx.tx, call.id)).map((one) => viewOf(one, maySee));
    return ok({ items, hasIncident });
  };
}

function viewOf(one: Judgement, maySee: boolean): routes.JudgementView {
  const { number, userId, userName, at, reason } = one;
  return {
    number,
    // Written through the schema of dispositions alone.
    code: one.code as routes.JudgementView['code'],
    before: one.before as routes.JudgementView['before'],
    evidence: [...one.evidence],
    by: userId === null ? null : personOf(userId, userName),
    at,
    reason: maySee ? reason : null,
  };
}

function personOf(id: string, name: string | null): PersonRef {
  // A user's id comes from the users table alone.
  return { id: id as PersonRef['id'], displayName: name ?? '' };
}

async function closingContentOf(ctx: ActionContext): Promise<ClosingContent> {
  return (await closingSettingsOf(ctx))?.content ?? closingSeeds;
}

/** How far back abuse counts. */
const sinceOf = (ctx: ActionContext, { abuseWindowMin }: ClosingContent) => plusMs(ctx.now, -abuseWindowMin * 60_000);

const readClosingHelp: Action<typeof routes.readClosingHelp> = async (ctx) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const content = await closingContentOf(ctx);
  const { scriptChild, scriptAdult, scriptAbusive, abuseWindowMin } = content;
  const mine = await abusiveCalls(ctx.tx, ctx.tenantId, sinceOf(ctx, content), userId);
  const abusive = mine[0]?.abusive ?? 0;
  const presence = await presenceOf(ctx.tx, ctx.tenantId, userId);
  const isInCall = presence?.state === 'talking' || presence?.state === 'wrap_up';
  const hasBreak = presence?.state === 'break' || (isInCall && presence.resume_state === 'break');
  return ok({
    scripts: { scriptChild, scriptAdult, scriptAbusive },
    care: { abusive, windowMin: abuseWindowMin, isDue: needsCare(abusive, content), hasBreak },
  });
};

/** What a ring calls somebody away from is what they go back to after it (rest-desk.ts): the same way leads into this break. */
const planBreak: Action<typeof routes.planBreak> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'presence.set needs a session');
  const row = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (row?.state === 'break') return ok({ isNow: true });
  if (row?.state === 'ready') {
    const moved = await movePresence(ctx, userId, 'break', body.reason);
    return moved.ok ? ok({ isNow: true }) : refuse('break.not_now');
  }
  if (row === null || row.state === 'offline') return refuse('break.not_now');
  await saveBreakAfter(ctx.tx, ctx.tenantId, userId, body.reason);
  await appendEvent(ctx, {
    name: 'presence.break_planned',
    subject: { type: 'user', id: userId },
    audience: [audience.supervisors(), audience.user(userId)],
    content: { reason: body.reason },
  });
  return ok({ isNow: false });
};

const listCare: Action<typeof routes.listCare> = async (ctx) => {
  const content = await closingContentOf(ctx);
  const found = await abusiveCalls(ctx.tx, ctx.tenantId, sinceOf(ctx, content));
  const items = found
    .filter(({ abusive }) => needsCare(abusive, content))
    .map(({ user_id, display_name, abusive }) => ({ user: personOf(user_id, display_name), abusive }));
  return ok({ items });
};

const readClosingSettings: Action<typeof routes.readClosingSettings> = async (ctx) => {
  const found = await closingSettingsOf(ctx);
  // Made by newId in the seed, or by the migration.
  return found === null ? refuse('setting.not_found') : ok({ ...found, id: found.id as routes.ClosingSetting['id'] });
};

const changeClosingSettings: Action<typeof routes.changeClosingSettings> = (ctx, { params, body }) =>
  changeSetting(ctx, closingKind, { id: params.id, ...body });
