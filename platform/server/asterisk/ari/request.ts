import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type AriOperations, ariOperations } from './types.generated.ts';

export type AriOperation = keyof AriOperations;
export type AriInput<Name extends AriOperation> = AriOperations[Name]['input'];
export type AriOutput<Name extends AriOperation> = AriOperations[Name]['output'];

/**
 * Every command races with hang-up. That what it was for is gone (404), in the wrong state (409) or not possible for it (422)
 * is expected and comes back as a value; `detail.status` and `detail.reason` tell more.
 */
export type AriResult<Value> = Result<Value, 'asterisk.gone'>;

/** An operation as it goes over the wire, whichever way it takes. */
export interface WireRequest {
  readonly method: string;
  /** Without leading slash; path parameters filled in. */
  readonly uri: string;
  readonly query: readonly { readonly name: string; readonly value: string }[];
  /** JSON text. */
  readonly body: string | undefined;
}

export function wireRequest<Name extends AriOperation>(name: Name, input: AriInput<Name>): WireRequest {
  const { method, path, query, body } = ariOperations[name];
  // The generated inputs are plain records of the parameters that the table names.
  const values = input as Readonly<Record<string, unknown>>;
  const uri = path.slice(1).replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(values[key])));
  const parameters = query.flatMap((key: string) => {
    const value = values[key];
    if (value === undefined) return [];
    return [{ name: key, value: Array.isArray(value) ? value.join(',') : String(value) }];
  });
  const content = body === null ? undefined : values[body];
  // An event filter is the body itself; every other body is an object with the parameter's name as its key.
  const json =
    content === undefined ? undefined : JSON.stringify(body === 'filter' ? content : { [body ?? '']: content });
  return { method, uri, query: parameters, body: json };
}

/** Turn an answer into a value, an expected refusal, or an exception that names the command. */
export function readAnswer<Name extends AriOperation>(
  name: Name,
  status: number,
  reason: string,
  body: string,
): AriResult<AriOutput<Name>> {
  if (status >= 200 && status < 300) {
    // The shape is what Asterisk's descriptors promise for this operation; version and descriptors are checked together.
    return ok((body === '' ? undefined : JSON.parse(body)) as AriOutput<Name>);
  }
  if (status === 404 || status === 409 || status === 422) {
    return refuse('asterisk.gone', { status, reason: messageIn(body) ?? reason });
  }
  throw new AriError(`${name} was answered ${status} ${messageIn(body) ?? reason}`, status);
}

function messageIn(body: string): string | undefined {
  return /"message":\s*"([^"]*)"/.exec(body)?.[1];
}

/** Asterisk refused a command for a reason that is our fault, or did not answer: status 0. */
export class AriError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.name = 'AriError';
    this.status = status;
  }
}
