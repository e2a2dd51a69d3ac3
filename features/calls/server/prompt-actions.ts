import { createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { type Action, type ActionContext, bind, systemActor } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { runAction, runWork, type Workplace } from '#platform/server/unit.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { promptContent, promptId } from '../prompt.ts';
import * as routes from '../prompt-contract.ts';
import { promptRefusals } from '../prompt-texts.ts';
import { fileOf, keepOriginal, keepUpload, ownFolder, type PromptHome, placePrompt } from './prompt-files.ts';
import {
  placePromptsTask,
  promptKind,
  seedPrompts,
  selectPrompt,
  selectPrompts,
  selectPromptVersion,
  slugOf,
} from './prompt-store.ts';
import { silentSettingsOf } from './silent/silent-store.ts';
import { tenantIds } from './store.ts';

export interface PromptsOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly dataFolder: string;
}

/** What callers hear, as settings: for the feature, and for the moment when the exchange comes up. */
export function createPrompts({ systemDb, place, dataFolder }: PromptsOptions) {
  const homeOf = async (ctx: ActionContext): Promise<PromptHome> => {
    const slug = await slugOf(ctx);
    // apps/server keeps the exchange's folders here, ours and an external one's alike.
    const folders = { prompts: join(dataFolder, 'asterisk/prompts'), music: join(dataFolder, 'asterisk/music') };
    const localLanguage = (await silentSettingsOf(ctx))?.content.localLanguage ?? 'none';
    return { slug, own: ownFolder(dataFolder, slug), folders, localLanguage };
  };
  const placeTenant = async (ctx: ActionContext): Promise<void> => {
    const home = await homeOf(ctx);
    // Nothing to do before there was an exchange here: it is done when it comes up.
    if (!(await exists(home.folders.prompts)) || !(await exists(join(home.folders.music, home.slug)))) return;
    await keepOriginal(home);
    for (const { name, content } of await selectPrompts(ctx)) await placePrompt(home, name, content.sha256);
  };
  const placeJob: JobHandler = (ctx) => placeTenant(ctx);
  const feature: Pick<Required<Feature>, 'routes' | 'plugins' | 'jobs' | 'seedTenant'> = {
    routes: [
      bind(routes.listPrompts, listPrompts),
      bind(routes.replacePrompt, replacePrompt(dataFolder)),
      bind(routes.restorePrompt, restorePrompt),
    ],
    plugins: [playPrompt(place, homeOf)],
    jobs: { [placePromptsTask]: placeJob },
    seedTenant: seedPrompts,
  };
  return {
    feature,
    /** The exchange was prepared with the shipped recordings: put each regency's own over them. */
    placeAll: async () => {
      for (const id of (await tenantIds(systemDb)).values())
        await runWork(place(), { tenantId: id, actor: systemActor }, placeTenant);
    },
  };
}

const listPrompts: Action<typeof routes.listPrompts> = async (ctx) => ok({ items: await selectPrompts(ctx) });

function replacePrompt(dataFolder: string): Action<typeof routes.replacePrompt> {
  return async (ctx, { params, body }) => {
    const prompt = await selectPrompt(ctx, params.id, 'lock');
    if (prompt === null) return refuse('setting.not_found');
    if (prompt.version !== body.version) return refuse('setting.stale', { version: prompt.version });
    const kept = await keepUpload(ownFolder(dataFolder, await slugOf(ctx)), Buffer.from(body.wav, 'base64'));
    if (!kept.ok) return kept;
    return changeSetting(ctx, promptKind, {
      id: params.id,
      version: body.version,
      reason: body.reason,
      content: kept.value,
    });
  };
}

const restorePrompt: Action<typeof routes.restorePrompt> = (ctx, { params, body }) =>
  changeSetting(ctx, promptKind, { id: params.id, ...body, content: { sha256: null, durationMs: null } });

const soundParams = z.object({ id: promptId });
const soundQuery = z.object({ version: z.coerce.number().int().min(1).optional() });

/** The sound of a prompt, as it is or as it was in a version. A few hundred kB: sent whole. */
function playPrompt(place: () => Workplace, homeOf: (ctx: ActionContext) => Promise<PromptHome>): HttpPlugin {
  return {
    method: 'GET',
    path: routes.promptSoundPath,
    summary: 'The sound of a prompt',
    permission: 'setting.read',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('setting.read is never public');
      const [params, query] = [soundParams.safeParse(request.params), soundQuery.safeParse(request.query)];
      const found = await runAction(place(), requester, async (ctx) => {
        const prompt = params.success && query.success ? await selectPrompt(ctx, params.data.id, 'read') : null;
        if (prompt === null) return refuse('prompt.not_found');
        const asked = query.data?.version;
        const isNow = asked === undefined || asked === prompt.version;
        const content = promptContent.safeParse(
          isNow ? prompt.content : await selectPromptVersion(ctx, prompt.id, asked),
        );
        if (!content.success) return refuse('prompt.not_found');
        const file = await fileOf(await homeOf(ctx), prompt.name, content.data.sha256);
        return file === null ? refuse('prompt.no_sound') : ok(file);
      });
      if (!found.ok) {
        const problem = problemOf(found.refusal, promptRefusals[found.refusal.code], requester.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      reply
        .type('audio/wav')
        .header('cache-control', 'private, no-store')
        .header('content-length', (await stat(found.value)).size);
      return reply.send(createReadStream(found.value));
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
