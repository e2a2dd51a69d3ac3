/** A stranger's try, as Asterisk's security log tells it; whom he claimed to be is left out. */
export interface Knock {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'unknown' | 'wrong_password' | 'refused' | 'overload';
  /** IPv4 or IPv6 address. */
  readonly source: string;
}

/** A challenge is how every stranger and every honest telephone is greeted: it is not counted. */
const kinds: Readonly<Record<string, Knock['kind']>> = {
  InvalidAccountID: 'unknown',
  InvalidPassword: 'wrong_password',
  ChallengeResponseFailed: 'wrong_password',
  FailedACL: 'refused',
  RequestNotAllowed: 'refused',
  RequestNotSupported: 'refused',
  InvalidTransport: 'refused',
  RequestBadFormat: 'refused',
  LoadAverageLimit: 'overload',
  MemoryLimit: 'overload',
  SessionLimit: 'overload',
};

/** One line of the log; null where it tells of nothing to be counted. */
export function readKnock(line: string): Knock | null {
  const kind = kinds[/SecurityEvent="(\w+)"/.exec(line)?.[1] ?? ''];
  if (kind === undefined) return null;
  const at = Date.parse(/EventTV="([^"]+)"/.exec(line)?.[1] ?? '');
  const source = /RemoteAddress="IPV[46]\/\w+\/([0-9a-fA-F.:]+)\/\d+"/.exec(line)?.[1];
  return source === undefined || Number.isNaN(at) ? null : { at, kind, source };
}
