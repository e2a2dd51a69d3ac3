import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { assignmentId, part } from './assignment.ts';
import { incidentInBrief } from './contract.ts';
import { alertResult, ladderAct, ladderContent, ladderId, ladderStops } from './ladder.ts';
import { ladderRefusals } from './ladder-texts.ts';
import { whyNext } from './next-agency.ts';
import { refusals } from './texts.ts';

export const ladderSetting = z.object({
  id: ladderId,
  /** Null: the regency's own, for every agency that has none. */
  agencyId: agencyId.nullable(),
  agencyName: z.string().nullable(),
  content: ladderContent,
  version: z.number().int(),
});
export type LadderSetting = z.output<typeof ladderSetting>;

export const listLadders = route({
  method: 'GET',
  path: '/api/ladders',
  summary: 'How agencies are told until they acknowledge: the regency’s ladder, and those of single agencies',
  permission: 'setting.read',
  output: z.object({ items: z.array(ladderSetting) }),
});

export const createLadder = route({
  method: 'POST',
  path: '/api/ladders',
  summary: 'Give an agency a ladder of its own',
  permission: 'setting.change',
  body: z.object({ agencyId, reason: changeReason, content: ladderContent }),
  output: changedSetting,
  refusals: pick(ladderRefusals, 'ladder.exists', 'ladder.agency_unknown'),
});

/** Assignments keep the ladder they were sent with. */
export const changeLadder = route({
  method: 'POST',
  path: '/api/ladders/:id/change',
  summary: 'Change a ladder',
  permission: 'setting.change',
  params: z.object({ id: ladderId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: ladderContent }),
  output: changedSetting,
  refusals: settingRefusals,
});

export const alertView = z.object({
  id: z.uuid(),
  kind: z.enum(['step', 'remind']),
  act: ladderAct,
  /** By which way: a channel, the telephone, or the supervisors' screen. */
  way: z.enum(['push', 'email', 'whatsapp', 'sms', 'telephone', 'screen', 'none']),
  contactName: z.string().nullable(),
  at: instant,
  /** Null while it runs. */
  result: alertResult.nullable(),
  code: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type AlertView = z.output<typeof alertView>;

const nextStep = z.object({ act: z.enum([...ladderAct.options, 'remind']), dueAt: instant });

/** People of the agency see how they were told, too. */
export const readAlerts = route({
  method: 'GET',
  path: '/api/assignments/:id/alerts',
  summary: 'Every attempt to reach the agency about an assignment, and what comes next',
  permission: 'assignment.read',
  params: z.object({ id: assignmentId }),
  output: z.object({
    items: z.array(alertView),
    next: nextStep.nullable(),
    stopped: z.enum(ladderStops).nullable(),
  }),
  refusals: pick(refusals, 'assignment.not_found'),
});

/** One line per open assignment on the board. */
export const readTrying = route({
  method: 'GET',
  path: '/api/board/trying',
  summary: 'Who is being tried now for each open assignment, and what comes next',
  permission: 'board.watch',
  output: z.object({
    items: z.array(
      z.object({
        assignmentId,
        last: alertView.pick({ act: true, way: true, result: true, contactName: true, at: true }).nullable(),
        next: nextStep.nullable(),
      }),
    ),
    /** What an agency gave back and nobody was asked for since, with who could be asked next. */
    givenBack: z.array(
      z.object({
        assignmentId,
        incident: incidentInBrief,
        agencyName: z.string(),
        reason: z.string(),
        at: instant,
        part,
        next: z.object({ agencyId, name: z.string(), why: z.enum(whyNext) }).nullable(),
      }),
    ),
  }),
});
