import type { ActionContext } from '#platform/server/action.ts';
import type { OpenItem } from '../handover.ts';

/** What is open in features below this one; apps/server hands it in. */
export type OpenWork = (ctx: ActionContext) => Promise<OpenItem[]>;

/** Where nothing is handed in: only calls and waves are known. */
export const noOpenWork: OpenWork = async () => [];
