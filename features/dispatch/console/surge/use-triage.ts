import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { IncidentId } from '#features/incidents/incident.ts';
import { newId } from '#platform/shared/ids.ts';
import { call } from '#platform/web/api-client.ts';
import { invalidatePaths } from '#platform/web/query-options.ts';
import { mostAtOnce } from '../../surge.ts';
import { type Became, triageIncidents } from '../../surge-work-contract.ts';

type Body = z.input<typeof triageIncidents.body>;
export type Act = Body['act'];
export interface Chosen {
  readonly id: IncidentId;
  readonly version: number;
}

/** A command over many, sent in parts: how far it is, and what became of each. */
export interface Running {
  readonly stage: 'previewing' | 'previewed' | 'running' | 'done' | 'broken';
  readonly act: Act;
  readonly all: number;
  /** Of which incidents, as `keyOf` says it. */
  readonly of: string;
  readonly items: readonly Became[];
  readonly error: unknown;
}

/** The incidents and how they stood: what was tried holds for these only. */
export const keyOf = (chosen: readonly Chosen[]) => chosen.map(({ id, version }) => `${id} ${version}`).join();

const stale = ['/api/surge-incidents', '/api/incidents', '/api/board', '/api/assignments'];

/** Tries an act on many incidents, then does it; each part has a key of its own, so that none is done twice. */
export function useTriage() {
  const queries = useQueryClient();
  const [state, setState] = useState<Running | null>(null);
  const go = async (act: Act, chosen: readonly Chosen[], preview: boolean) => {
    const items: Became[] = [];
    const say = (stage: Running['stage'], error: unknown = null) =>
      setState({ stage, act, all: chosen.length, of: keyOf(chosen), items: [...items], error });
    say(preview ? 'previewing' : 'running');
    try {
      for (let from = 0; from < chosen.length; from += mostAtOnce) {
        const incidents = chosen.slice(from, from + mostAtOnce).map(({ id, version }) => ({ id, version }));
        const body = { incidents, act, preview };
        const answer = await call(triageIncidents, { body }, { idempotencyKey: newId() });
        items.push(...answer.items);
        say(preview ? 'previewing' : 'running');
      }
      say(preview ? 'previewed' : 'done');
    } catch (error) {
      say('broken', error);
    }
    if (!preview) void invalidatePaths(queries, stale);
    return items;
  };
  return { state, go, clear: () => setState(null) };
}
