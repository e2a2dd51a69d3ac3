import { type musicFolders, promptPath } from './prompts.ts';

/** A regency as the telephone exchange sees it. */
export interface ExchangeTenant {
  readonly slug: string;
  /** Addresses or networks of the operator that deliver its emergency calls. */
  readonly peers: readonly string[];
  /** Numbers that are emergency calls besides 112 and sos, for example the old number of the fire brigade. */
  readonly numbers: readonly string[];
  /** The number that is dialled when nobody at the desks answers and our server is down, and where the operator takes it; none: a busy announcement. */
  readonly overflow?: {
    /** Digits only. */
    readonly number: string;
    readonly host: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp';
  };
  /** The account that places its test calls; none: there can be none. */
  readonly testLine?: { readonly name: string; readonly password: string };
}

/** Application names of our server's processes; the one that claims a broadcast call owns it. */
export const acdFilter = '^acd-';
export const acdName = (node: string) => `acd-${node}`;
/** In the hands of a process of ours, and not in Asterisk's own queue, by what a channel does in the dialplan. */
export const isLed = (dialplanApp: string | undefined) => dialplanApp === 'StasisBroadcast' || dialplanApp === 'Stasis';
export const nodeOf = (app: string) => app.replace(/^acd-/, '');

/** Names that the dialplan, the queues and the trunks share. */
export const trunkName = (slug: string) => `trunk-${slug}`;
/** `key` is twelve hexadecimal digits that nobody outside can guess. */
export const testLineName = (slug: string, key: string) => `test-${slug}-${key}`;
export const incomingContext = (slug: string) => `incoming-${slug}`;
export const fallbackQueue = (slug: string) => `fallback-${slug}`;
export const musicClass = (kind: keyof typeof musicFolders, slug: string) => `${kind}-${slug}`;
/** Whose call a channel is, and whether it is a real one; null for every other channel (desks, our own). */
export function callerOf(channelName: string): { readonly slug: string; readonly purpose: 'public' | 'test' } | null {
  const [, trunk] = /^PJSIP\/trunk-(.+)-[0-9a-f]+$/.exec(channelName) ?? [];
  if (trunk !== undefined) return { slug: trunk, purpose: 'public' };
  const [, test] = /^PJSIP\/test-(.+)-[0-9a-f]{12}-[0-9a-f]+$/.exec(channelName) ?? [];
  return test === undefined ? null : { slug: test, purpose: 'test' };
}

/** Desks may dial nothing: every call of theirs is made by our server. */
export const deskContext = 'from-desk';

/** Variables that our server reads from a caller's channel; an absent header is an empty text. */
export const callerVariables = {
  tenant: 'SIGAP_TENANT',
  call: 'SIGAP_CALL',
  geolocation: 'SIGAP_GEO',
  geolocationRouting: 'SIGAP_GEO_ROUTING',
  assertedIdentity: 'SIGAP_PAI',
  accessNetwork: 'SIGAP_PANI',
  recording: 'SIGAP_RECORDING',
} as const;

/**
 * A global variable of Asterisk in which every live process of ours writes the time, each second (see lease.ts). Measured: a
 * call that was claimed but not answered stays with its process for ever when that process dies or hangs. So the
 * waiting calls are watched from within Asterisk, and go to the fallback when nobody has written for `leaseSeconds`.
 */
export const leaseVariable = 'SIGAP_LEASE';
export const leaseSeconds = 4;

/** Set on a caller's channel while our server leads it; the fallback unsets it. */
const waitingVariable = 'SIGAP_WAITS';

/** Context of the watching channel, and its id; its lines in the event log are no calls. */
export const watchContext = 'watch';
export const watchChannel = 'sigap-watch';

/** Seconds that the desks ring in the fallback before the call goes on to the overflow number. */
const fallbackRingSeconds = 45;

/**
 * The whole dialplan. A call rings even when our server is down or stuck: the broadcast to it ends after half a second
 * without an answer, and the queue of Asterisk rings all desks that are registered. Recording starts before that and goes on
 * to the caller's end in every path.
 */
export function renderDialplan(options: {
  tenants: readonly ExchangeTenant[];
  recordings: string;
  prompts: string;
  /** Calls at once that this machine can carry; beyond it the operator gets 503 and may try another centre. */
  maxCalls: number;
}): string {
  if (/[,;()\s]/.test(options.recordings + options.prompts)) {
    throw new Error(
      `Folders of recordings and prompts must not hold spaces, commas or brackets: ${options.recordings}`,
    );
  }
  return [
    '[general]',
    'static=yes',
    'writeprotect=yes',
    'autofallthrough=yes',
    '',
    `[${deskContext}]`,
    'exten => _X.,1,Hangup(21)',
    'exten => _[a-zA-Z+*#].,1,Hangup(21)',
    '',
    ...options.tenants.flatMap((tenant) => tenantContext(tenant, options)),
    ...emergencyContext(options),
    ...watchLines(),
    '',
  ].join('\n');
}

function tenantContext(tenant: ExchangeTenant, options: { prompts: string }): string[] {
  const numbers = ['112', 'sos', ...tenant.numbers.filter((number) => /^[0-9a-z+*#]+$/i.test(number))];
  return [
    `[${incomingContext(tenant.slug)}]`,
    ...[...new Set(numbers)].flatMap((number) => [
      `exten => ${number},1,Set(__${callerVariables.tenant}=${tenant.slug})`,
      // The one field of a channel that a broadcast carries and that is ours to fill: the number that was dialled.
      ` same => n,Set(CHANNEL(accountcode)=\${EXTEN})`,
      ' same => n,Goto(emergency,call,1)',
    ]),
    // Cause 1 is "unallocated number": the operator gets 404.
    'exten => _[0-9a-zA-Z+*#].,1,Hangup(1)',
    'exten => _[0-9a-zA-Z+*#],1,Hangup(1)',
    '',
    `[fallback-${tenant.slug}]`,
    `exten => call,1,Set(${waitingVariable}=0)`,
    ` same => n,Queue(${fallbackQueue(tenant.slug)},,,,${fallbackRingSeconds})`,
    ...overflowLines(tenant),
    ` same => n(busy),Playback(${options.prompts}/${promptPath(tenant.slug, 'all-busy')},noanswer)`,
    ' same => n,Hangup(17)',
    '',
  ];
}

/** Seconds that the overflow number rings. */
const overflowRingSeconds = 60;

function overflowLines({ slug, overflow }: ExchangeTenant): string[] {
  if (overflow === undefined) return [];
  if (!/^\d+$/.test(overflow.number)) throw new Error(`An overflow number has digits only: ${overflow.number}`);
  return [
    // A test call must not ring at the police.
    ` same => n,GotoIf($["\${CHANNEL(name):0:11}" = "PJSIP/test-"]?busy)`,
    // Until somebody there answers the caller goes on hearing what they heard (m); a ringing far end gives no sound of its own.
    // Whoever is dialled may not send the caller on by a redirect (i): it would lead back into this exchange.
    ` same => n,Dial(PJSIP/${overflow.number}@${trunkName(slug)},${overflowRingSeconds},im(${musicClass('fallback', slug)}))`,
  ];
}

function emergencyContext(options: { recordings: string; maxCalls: number }): string[] {
  const file = `${options.recordings}/\${UNIQUEID}`;
  const header = (variable: string, name: string) => ` same => n,Set(${variable}=\${PJSIP_HEADER(read,${name})})`;
  return [
    '[emergency]',
    'exten => call,1,Set(GROUP()=emergency)',
    ` same => n,GotoIf($[\${GROUP_COUNT(emergency)} > ${options.maxCalls}]?full)`,
    ` same => n,Set(__${callerVariables.call}=\${UNIQUEID})`,
    header(callerVariables.geolocation, 'Geolocation'),
    header(callerVariables.geolocationRouting, 'Geolocation-Routing'),
    header(callerVariables.assertedIdentity, 'P-Asserted-Identity'),
    header(callerVariables.accessNetwork, 'P-Access-Network-Info'),
    ` same => n,Set(${callerVariables.recording}=${file}.wav)`,
    ` same => n,MixMonitor(${file}.wav,r(${file}-caller.wav)t(${file}-desk.wav))`,
    ' same => n,Progress()',
    ` same => n,Set(${waitingVariable}=1)`,
    // Arguments of a broadcast are separated by colons: the application sees [tenant, uniqueid].
    ` same => n,StasisBroadcast(500,${acdFilter},\${${callerVariables.tenant}}:\${UNIQUEID})`,
    ` same => n,GotoIf($["\${STASISSTATUS}"="SUCCESS"]?end)`,
    ` same => n(fallback),Goto(fallback-\${${callerVariables.tenant}},call,1)`,
    ' same => n(end),Hangup()',
    // Cause 42 is "switching equipment congestion": the operator gets 503 and can try elsewhere.
    ' same => n(full),Hangup(42)',
  ];
}

/**
 * One channel, made by our server (lease.ts) and living in Asterisk whatever becomes of us, looks each second whether the
 * lease still runs; when it does not, all callers that wait with us go to the fallback. An answered call needs no watch: its
 * sound goes on without us. A lease that was never written is not one that ran out.
 */
function watchLines(): string[] {
  return [
    '',
    `[${watchContext}]`,
    'exten => hold,1,Answer()',
    ' same => n(on),Wait(3600)',
    ' same => n,Goto(on)',
    'exten => look,1,Wait(1)',
    ` same => n,GotoIf($["\${GLOBAL(${leaseVariable})}" = ""]?look,1)`,
    ` same => n,GotoIf($[\${EPOCH} - \${GLOBAL(${leaseVariable})} < ${leaseSeconds}]?look,1)`,
    ` same => n,Set(CALLERS=\${CHANNELS(^PJSIP/${trunkName('')})})`,
    // The list is separated by spaces, which as an argument must be written as their code.
    ` same => n(next),Set(CALLER=\${SHIFT(CALLERS,\\x20)})`,
    ` same => n,GotoIf($["\${CALLER}" = ""]?look,1)`,
    ` same => n,GotoIf($["\${IMPORT(\${CALLER},${waitingVariable})}" != "1"]?next)`,
    ` same => n,GotoIf($["\${IMPORT(\${CALLER},CHANNEL(state))}" = "Up"]?next)`,
    ` same => n,ChannelRedirect(\${CALLER},fallback-\${IMPORT(\${CALLER},${callerVariables.tenant})},call,1)`,
    ' same => n,Goto(next)',
  ];
}
