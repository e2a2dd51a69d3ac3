import { bindAll } from '#platform/server/bind-all.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import * as routes from '../../response-contract.ts';
import { type ResponsePageOptions, responsePlugins } from './page.ts';
import { responseActions } from './send-link.ts';

export interface ResponseOptions extends ResponsePageOptions {
  /** Where people reach this installation; null: nobody has said it. */
  readonly publicUrl: string | null;
}

/** The page of a body without accounts, and what the control room sees of it. */
export function responsePart({ publicUrl, ...page }: ResponseOptions): FeaturePart {
  return { routes: bindAll(routes, responseActions(publicUrl)), plugins: responsePlugins(page) };
}
