import { join } from 'node:path';
import type { z } from 'zod';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { writeNote } from '#features/incidents/server/add-note.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseInput, tokenDoor } from '#platform/server/http/token-door.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { pick } from '#platform/shared/contract.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { attachmentLimits, photoTypes } from '../../field.ts';
import { responseToken } from '../../response.ts';
import * as routes from '../../response-contract.ts';
import { stepsOf, validUntil } from '../../response-rules.ts';
import { responseRefusals } from '../../response-texts.ts';
import { refusals } from '../../texts.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { countByLink } from '../field/attachment-store.ts';
import { viewAssignment } from '../read-assignments.ts';
import { deliverAssignment } from '../step-actions.ts';
import { takeStep } from '../take-step.ts';
import { keepPhoto } from './keep-photo.ts';
import { countActs, expiryOf, insertAct, linkOfHash, type OpenLink, saveOpened } from './response-store.ts';

/** Of one link: a crew that reports is far below it, a machine is not. */
const mostActs = 300;

export interface ResponsePageOptions {
  readonly dataFolder: string;
  readonly systemDb: Db;
  readonly place: () => Workplace;
}

const doorRefusals = {
  ...pick(responseRefusals, 'response.gone', 'response.too_many', 'response.photo_unreadable'),
  ...pick(refusals, 'assignment.not_found', 'assignment.not_possible'),
};
type DoorRefusal = keyof typeof doorRefusals;
type Answered = Result<routes.ResponseView, DoorRefusal>;

/** What the page of a response link asks. */
export function responsePlugins(options: ResponsePageOptions): HttpPlugin[] {
  const serve = tokenDoor({
    ...options,
    token: responseToken,
    find: linkOfHash,
    // The work of its agency, and nothing of the control room's.
    rightsOf: ({ agency_id }) => ({
      permissions: new Set(['assignment.work', 'assignment.read', 'incident.read']),
      groupId: agency_id,
    }),
    gone: 'response.gone',
    refusals: doorRefusals,
    view: routes.responseView,
  });
  const { readResponse, answerResponse } = routes;
  const files = { dataFolder: options.dataFolder, keys: recordingKeys(join(options.dataFolder, 'keys')) };
  return [
    {
      method: 'POST',
      path: routes.responsePhotoPath,
      summary: 'Keep a photo by a response link',
      permission: 'public',
      takesBytes: { types: photoTypes, limit: attachmentLimits.photo + 1 },
      serve: (request, reply) =>
        serve(request, reply, async (ctx, link) => {
          const kept = await keepPhoto(ctx, files, link, request);
          return kept.ok ? ok(await pageOf(ctx, link)) : kept;
        }),
    },
    {
      ...readResponse,
      method: 'GET',
      route: readResponse,
      serve: (request, reply) => serve(request, reply, open),
    },
    {
      ...answerResponse,
      method: 'POST',
      route: answerResponse,
      serve: (request, reply) => {
        const body = answerResponse.body.safeParse(request.body);
        if (!body.success) return refuseInput(request, reply, 'body');
        return serve(request, reply, (ctx, link) => answer(ctx, link, body.data));
      },
    },
  ];
}

/** The first look says that the task has reached somebody. */
async function open(ctx: ActionContext, link: OpenLink): Promise<Answered> {
  if (await saveOpened(ctx, link.id)) {
    const delivered = await deliverAssignment(ctx, { params: { id: link.assignment_id }, query: {}, body: {} });
    if (!delivered.ok) return delivered;
    const assignment = {
      id: link.assignment_id,
      agencyId: link.agency_id,
      incidentId: delivered.value.incident.id,
    };
    await appendAssignmentEvent(ctx, 'assignment.link_opened', assignment, { linkId: link.id });
  }
  return ok(await pageOf(ctx, link));
}

async function answer(
  ctx: ActionContext,
  link: OpenLink,
  act: z.output<typeof routes.answerResponse.body>,
): Promise<Answered> {
  if ((await countActs(ctx, link.id)) >= mostActs) return refuse('response.too_many');
  const isNew = await insertAct(ctx, { linkId: link.id, clientId: act.id, kind: act.kind, deviceAt: act.at ?? null });
  if (!isNew) return ok(await pageOf(ctx, link));
  const done = act.kind === 'words' ? await write(ctx, link, act.words) : await step(ctx, link, act);
  return done.ok ? ok(await pageOf(ctx, link)) : done;
}

async function write(ctx: ActionContext, link: OpenLink, text: string): Promise<Result<null, never>> {
  const { incident } = await viewAssignment(ctx, link.assignment_id);
  await writeNote(ctx, {
    incidentId: incident.id,
    assignment: { id: link.assignment_id, agency_id: link.agency_id },
    text,
  });
  return ok(null);
}

type Step = Exclude<z.output<typeof routes.answerResponse.body>, { kind: 'words' }>;

function step(ctx: ActionContext, link: OpenLink, act: Step) {
  const permission = 'assignment.work' as const;
  switch (act.kind) {
    case 'reject':
      return takeStep(ctx, link.assignment_id, {
        permission,
        command: { kind: act.kind, reason: act.reason },
        note: act.words,
      });
    case 'finish':
      return takeStep(ctx, link.assignment_id, {
        permission,
        command: { kind: act.kind, result: act.result },
        note: act.words,
      });
    default:
      return takeStep(ctx, link.assignment_id, { permission, command: { kind: act.kind } });
  }
}

/** The task as this body needs it: where and what, and nothing of who called. */
async function pageOf(ctx: ActionContext, link: OpenLink): Promise<routes.ResponseView> {
  const [{ name, crest }, seen] = [await centreOf(ctx), await viewAssignment(ctx, link.assignment_id)];
  const { incident } = seen;
  const { expires_at } = present(await expiryOf(ctx, link.id), 'the door has found this link');
  return {
    centre: { name, crest },
    agencyName: seen.agency.name,
    number: incident.number,
    part: seen.part,
    state: seen.state,
    steps: [...stepsOf(seen.state)],
    type: incident.type === null ? null : incident.type.name,
    priority: incident.priority,
    lifeAtRisk: incident.lifeAtRisk,
    sensitive: incident.sensitive,
    callerCannotSpeak: incident.callerCannotSpeak,
    place: {
      village: incident.villageName,
      district: incident.districtName,
      text: seen.place.text,
      landmark: seen.place.landmark,
      point: seen.place.point,
    },
    // What was said of a sensitive case is told by telephone, not left on a page.
    description: incident.sensitive ? null : seen.description,
    sentAt: seen.sentAt,
    acknowledgedAt: seen.acknowledgedAt,
    enRouteAt: seen.enRouteAt,
    arrivedAt: seen.arrivedAt,
    endedAt: seen.endedAt,
    notes: seen.notes.map(({ id, at, text, author }) => ({ id, at, text, isOwn: author === null })),
    photos: await countByLink(ctx, link.id),
    expiresAt: validUntil({ expiresAt: expires_at }, seen.endedAt),
  };
}
