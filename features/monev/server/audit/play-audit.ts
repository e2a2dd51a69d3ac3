import type { PlayOptions } from '#features/calls/server/recording/play-recording.ts';
import { playUnnamed } from '#features/calls/server/recording/play-unnamed.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { auditId } from '../../audit.ts';
import { auditSoundPath } from '../../audit-contract.ts';
import { auditRefusals } from '../../audit-texts.ts';
import { heardAudit } from './hearing-store.ts';

/** The sound of an audit, for who had nothing to do with the call and has not judged it yet. */
export const playAudit = (options: PlayOptions): HttpPlugin =>
  playUnnamed(options, {
    path: auditSoundPath,
    summary: 'The sound of an audited call, which is not named before it is judged',
    permission: 'audit.judge',
    id: auditId,
    missing: 'audit.not_found',
    texts: auditRefusals,
    heard: async (ctx, id, listening) => {
      const found = await heardAudit(ctx, id, listening);
      if (found === null) return refuse('audit.not_found');
      if (found.is_judged) return refuse('audit.judged');
      if (found.had_to_do) return refuse('audit.own');
      return ok({ callId: found.call_id, isBegun: found.is_begun });
    },
  });
