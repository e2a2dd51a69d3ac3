import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Permission, Route } from '#platform/shared/contract.ts';
import type { Actor } from '../action.ts';

/** Who asks, as far as the session says. */
export interface Requester {
  readonly tenantId: string;
  readonly actor: Actor;
}

/** A route that speaks HTTP itself: streams, downloads, cookies. It names its permission like any other. */
export interface HttpPlugin {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT';
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  /** Where it answers a contract: its schemas then stand in the description of the API. */
  readonly route?: Pick<Route, 'method' | 'summary' | 'permission' | 'params' | 'query' | 'body' | 'output'>;
  /** Its body is a form (`application/x-www-form-urlencoded`) and reaches `serve` as text; no other route takes one. */
  readonly takesForm?: true;
  /** Its body is a file of one of these types, up to so many bytes, and reaches `serve` as a Buffer; no other route takes one. */
  readonly takesBytes?: { readonly types: readonly string[]; readonly limit: number };
  readonly serve: (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => Promise<unknown>;
}
