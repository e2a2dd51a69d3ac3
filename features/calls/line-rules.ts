import { parseTarget } from '#features/people/overflow.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type CanaryOutcome, canaryPatienceMs, type LineContent, type Reach, type Registration } from './line.ts';

export type LineRefusal =
  | 'line.centre_fixed'
  | 'line.needs_peers'
  | 'line.needs_server'
  | 'line.wrong_server'
  | 'line.private_server'
  | 'line.needs_account'
  | 'line.tls_no_certificate'
  | 'line.srtp_needs_tls'
  | 'line.canary_no_way'
  | 'line.canary_own_number'
  | 'line.peer_twice';

/** What of the installation a line must fit. */
export interface LineSurroundings {
  /** The exchange has a certificate and listens for TLS. */
  readonly hasTls: boolean;
  /** Numbers that are emergency calls of the regency. */
  readonly numbers: readonly string[];
}

/** Whether a line can be put into the exchange as it stands; the first thing that is wrong, for people. */
export function guardLine(line: LineContent, { hasTls, numbers }: LineSurroundings): Result<null, LineRefusal> {
  const { way, peers, server, transport, canary } = line;
  const twice = peers.find((peer, at) => peers.indexOf(peer) !== at);
  if (twice !== undefined) return refuse('line.peer_twice', { value: twice });
  // Its addresses stand on the centre's page: the same thing in two places would be two truths.
  if (way === 'centre' && (peers.length > 0 || server !== '' || line.srtp)) return refuse('line.centre_fixed');
  if (way === 'address' && peers.length === 0) return refuse('line.needs_peers');
  if (way === 'registration' && server === '') return refuse('line.needs_server');
  const target = server === '' ? null : parseTarget(server);
  if (server !== '' && target === null) return refuse('line.wrong_server', { value: server });
  if (target !== null && isPrivateHost(target.host) && !line.privateNetwork)
    return refuse('line.private_server', { value: target.host });
  if (way === 'registration' && (line.username === '' || line.secretId === null)) return refuse('line.needs_account');
  if (transport === 'tls' && !hasTls) return refuse('line.tls_no_certificate');
  if (line.srtp && transport !== 'tls') return refuse('line.srtp_needs_tls');
  if (canary.number !== '' && server === '') return refuse('line.canary_no_way');
  // It would come back as a call to 112.
  if (['112', ...numbers].includes(canary.number)) return refuse('line.canary_own_number', { value: canary.number });
  return ok(null);
}

/** RFC 1918, RFC 6598, loopback and link-local addresses, unique local IPv6, and names that no public name server knows. */
export function isPrivateHost(host: string): boolean {
  if (host.includes(':')) return /^(::1$|f[cd]|fe[89ab])/i.test(host);
  const parts = host.split('.').map(Number);
  if (parts.length === 4 && parts.every(Number.isInteger)) {
    const [first = 0, second = 0] = parts;
    if ([0, 10, 127].includes(first)) return true;
    if (first === 172) return second >= 16 && second < 32;
    if (first === 100) return second >= 64 && second < 128;
    return (first === 192 && second === 168) || (first === 169 && second === 254);
  }
  return (
    !host.includes('.') || /\.(local|localdomain|localhost|lan|internal|intranet|home|corp|test|arpa)$/i.test(host)
  );
}

/** A caller's number as the line's operator writes it, in the form in which numbers are known here; whatever is no number stays. */
export function callerOnLine(raw: string | null, line: Pick<LineContent, 'callerStrip' | 'callerAdd'>): string | null {
  const { callerStrip, callerAdd } = line;
  if (raw === null || (callerStrip === '' && callerAdd === '') || !/^\+?\d+$/.test(raw)) return raw;
  return raw.startsWith(callerStrip) ? `${callerAdd}${raw.slice(callerStrip.length)}` : raw;
}

/** What a canary met, as its telephone saw it. */
export interface CanaryEnd {
  readonly by: 'us' | 'peer' | 'refused' | 'silence';
  /** Milliseconds from INVITE to answer; null: never. */
  readonly answerMs: number | null;
  /** One of our tones was heard. */
  readonly heard: boolean;
  /** As the exchange sees the operator's side; null: it does not look, or there is nothing to see. */
  readonly registration: Registration | null;
  readonly reach: Reach | null;
}

/** How a canary ended. What the exchange knows of the operator's side counts too: inside all may be well while nobody gets in. */
export function canaryOutcomeOf(end: CanaryEnd): CanaryOutcome {
  if (end.answerMs === null) return end.by === 'refused' ? 'refused' : 'no_response';
  if (!end.heard) return 'silent';
  if (end.answerMs > canaryPatienceMs) return 'slow';
  const isAway = end.reach === 'unreachable' || (end.registration !== null && end.registration !== 'registered');
  return isAway ? 'unreachable' : 'answered';
}

/** When the next canary is due: on the beat, and after a gap from now on instead of all that were missed. */
export function nextCanary(dueAtMs: number, nowMs: number, everyS: number): number {
  const next = dueAtMs + everyS * 1000;
  return next > nowMs ? next : nowMs + everyS * 1000;
}

/** Whether a line must be taken for dead: since when nothing came through, or null. A new line has its time to begin. */
export function downSince(
  line: { readonly lastSuccessMs: number | null; readonly createdMs: number },
  nowMs: number,
  alarmAfterS: number,
): number | null {
  const since = line.lastSuccessMs ?? line.createdMs;
  return nowMs - since >= alarmAfterS * 1000 ? since : null;
}
