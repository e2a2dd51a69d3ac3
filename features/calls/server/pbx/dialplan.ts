import { echoNumber } from '../../echo.ts';
import { centreKey } from '../../line.ts';
import { carrierLines, carrierTurns } from './carrier-lines.ts';
import type { ExchangeTenant } from './exchange-tenant.ts';
import { maskedLines } from './masked-lines.ts';
import { canaryPrompts, type musicFolders, promptPath } from './prompts.ts';

/** Application names of our server's processes; the one that claims a broadcast call owns it. */
export const acdFilter = '^acd-';
export const acdName = (node: string) => `acd-${node}`;
/** In the hands of a process of ours, and not in Asterisk's own queue, by what a channel does in the dialplan. */
export const isLed = (dialplanApp: string | undefined) => dialplanApp === 'StasisBroadcast' || dialplanApp === 'Stasis';
export const nodeOf = (app: string) => app.replace(/^acd-/, '');

/** Names that the dialplan, the queues and the trunks share. */
export const trunkName = (slug: string, key: string = centreKey) =>
  key === centreKey ? `trunk-${slug}` : `trunk-${slug}_${key}`;
/** By which whoever a desk calls is reached; nobody comes in there. */
export const wayOutName = (slug: string) => `out-${slug}`;
/** `secret` is twelve hexadecimal digits that nobody outside can guess. */
export const canaryName = (slug: string, key: string, secret: string) => `canary-${slug}-${key}-${secret}`;
/** Where a line's canaries begin. */
export const canaryContext = (slug: string, key: string) => `canary-from-${slug}_${key}`;
/** `key` is twelve hexadecimal digits that nobody outside can guess. */
export const testLineName = (slug: string, key: string) => `test-${slug}-${key}`;
/** The same of drills. */
export const drillLineName = (slug: string, key: string) => `drill-${slug}-${key}`;
export const incomingContext = (slug: string) => `incoming-${slug}`;
export const fallbackQueue = (slug: string) => `fallback-${slug}`;
export const musicClass = (kind: keyof typeof musicFolders, slug: string) => `${kind}-${slug}`;
/** Whose call a channel is, by which line, and whether it is a real one; null for every other channel (desks, our own). */
export function callerOf(
  channelName: string,
): { readonly slug: string; readonly line: string; readonly purpose: 'public' | 'drill' | 'test' } | null {
  const [, trunk, line] = /^PJSIP\/trunk-([^_]+?)(?:_([a-z0-9]{8}))?-[0-9a-f]+$/.exec(channelName) ?? [];
  if (trunk !== undefined) return { slug: trunk, line: line ?? centreKey, purpose: 'public' };
  const [, purpose, slug] = /^PJSIP\/(test|drill)-(.+)-[0-9a-f]{12}-[0-9a-f]+$/.exec(channelName) ?? [];
  if (slug === undefined) return null;
  return { slug, line: centreKey, purpose: purpose === 'drill' ? 'drill' : 'test' };
}

/** What a canary dials, and the context that answers it: `led` once our server has it, `alone` when it is away. */
export const canaryExtension = 'canary';
export const canaryAnswer = 'canary';
/** Where a citizen who is called back comes to us; the first argument of their channel there. */
export const callBackContext = (slug: string) => `call-back-${slug}`;
export const callBackRole = 'call-back';
/** First argument of every channel of a supervision; the second is its id, the third `telephone` or `part`. */
export const supervisorRole = 'supervisor';
/** First argument of the channel of a telephone on duty; the second is the id of its call. */
export const dutyRole = 'duty';
/** What a citizen sees who is called back. */
export const emergencyNumber = '112';

/** Desks may dial nothing but the echo: every other call of theirs is made by our server. */
export const deskContext = 'from-desk';
/** Seconds after which the echo ends by itself: while it lasts Asterisk's own queue takes the desk for busy. */
const echoSeconds = 20;

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

/** What Asterisk itself read of a caller's place (RFC 6442), and further `Geolocation` headers; unset where the first is empty. */
export const placeVariables = {
  format: 'SIGAP_PLACE_FORMAT',
  effectiveLocation: 'SIGAP_PLACE_LOCATION',
  confidence: 'SIGAP_PLACE_CONFIDENCE',
  method: 'SIGAP_PLACE_METHOD',
  usageRules: 'SIGAP_PLACE_USAGE',
  notes: 'SIGAP_PLACE_NOTES',
  second: 'SIGAP_GEO_2',
  third: 'SIGAP_GEO_3',
} as const;
/** How many headers of the regency's table were read; set on every call. */
export const placeHeaderRows = 'SIGAP_PLACE_HEADERS';
/** The header in this row of the regency's table, counted from 0. */
export const placeHeaderVariable = (row: number) => `SIGAP_PLACE_HEADER_${row}`;

/**
 * A global variable of Asterisk in which every live process of ours writes the time, each second (see lease.ts). Measured: a
 * call that was claimed but not answered stays with its process for ever when that process dies or hangs. So the
 * waiting calls are watched from within Asterisk, and go to the fallback when nobody has written for `leaseSeconds`.
 */
export const leaseVariable = 'SIGAP_LEASE';
export const leaseSeconds = 4;

/** Where whoever a desk has called is recorded before they are connected; they come back to the process that made the call. */
export const outgoingContext = 'outgoing';

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
    // Sends back to a desk what it says, for the check of its telephone; no call of anybody's, and it leads nowhere.
    `exten => ${echoNumber},1,Set(TIMEOUT(absolute)=${echoSeconds})`,
    ' same => n,Answer()',
    ' same => n,Echo()',
    ' same => n,Hangup()',
    'exten => _X.,1,Hangup(21)',
    'exten => _[a-zA-Z+*#].,1,Hangup(21)',
    '',
    ...options.tenants.flatMap((tenant) => [
      ...tenantContext(tenant, options),
      ...carrierLines(tenant, options),
      ...callBackLines(tenant, options),
    ]),
    ...emergencyContext(options),
    ...outgoingLines(options),
    ...maskedLines({ ...options, centre: emergencyNumber }),
    ...canaryLines(options),
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
      ` same => n,Set(${placeHeaderRows}=${tenant.placeHeaders?.length ?? 0})`,
      ...(tenant.placeHeaders ?? []).map((name, row) => readHeader(placeHeaderVariable(row), name)),
      ...carrierTurns(tenant, options),
      ' same => n,Goto(emergency,call,1)',
    ]),
    ...canaryNumbers(tenant).map((number) => `exten => ${number},1,Goto(${canaryAnswer},call,1)`),
    // Cause 1 is "unallocated number": the operator gets 404.
    'exten => _[0-9a-zA-Z+*#].,1,Hangup(1)',
    'exten => _[0-9a-zA-Z+*#],1,Hangup(1)',
    '',
    ...(tenant.canaries ?? []).flatMap((canary) => [
      `[${canaryContext(tenant.slug, canary.key)}]`,
      `exten => ${canaryExtension},1,Goto(${canaryAnswer},call,1)`,
      ...(canary.number === ''
        ? []
        : [`exten => loop,1,Dial(PJSIP/${canary.number}@${trunkName(tenant.slug, canary.key)},20,i)`]),
      '',
    ]),
    `[fallback-${tenant.slug}]`,
    `exten => call,1,Set(${waitingVariable}=0)`,
    // Without our server nobody could take a drill back from a desk, nor say afterwards what it was.
    ` same => n,GotoIf($["\${CHANNEL(name):0:12}" = "PJSIP/drill-"]?busy)`,
    ` same => n,Queue(${fallbackQueue(tenant.slug)},,,,${fallbackRingSeconds})`,
    ...overflowLines(tenant),
    ` same => n(busy),Playback(${options.prompts}/${promptPath(tenant.slug, 'all-busy')},noanswer)`,
    ' same => n,Hangup(17)',
    '',
  ];
}

/** What else is dialled on a regency's lines and never rings a desk: the canary's name, and the numbers by which canaries come back. */
function canaryNumbers({ canaries = [], numbers }: ExchangeTenant): string[] {
  const back = canaries.map(({ number }) => number).filter((number) => /^[0-9*#+]+$/.test(number));
  return [...new Set([canaryExtension, ...back])].filter((number) => number !== '112' && !numbers.includes(number));
}

/**
 * Answers canaries: not a queue, not a desk. Our server is asked first, as for a call; what is heard says whether it came. Where
 * a real call would be turned away because the exchange is full, so is a canary.
 */
function canaryLines({ prompts, maxCalls }: { prompts: string; maxCalls: number }): string[] {
  const answer = (name: keyof typeof canaryPrompts) => [
    `exten => ${name},1,Answer()`,
    ` same => n,Playback(${prompts}/${canaryPrompts[name]})`,
    ' same => n,Hangup(16)',
  ];
  return [
    '',
    `[${canaryAnswer}]`,
    `exten => call,1,GotoIf($[\${GROUP_COUNT(emergency)} > ${maxCalls}]?full)`,
    ` same => n,Set(CHANNEL(accountcode)=${canaryExtension})`,
    ` same => n,StasisBroadcast(500,${acdFilter},${canaryExtension}:\${UNIQUEID})`,
    ` same => n,GotoIf($["\${STASISSTATUS}"="SUCCESS"]?end)`,
    ' same => n,Goto(alone,1)',
    ' same => n(end),Hangup()',
    ' same => n(full),Hangup(42)',
    ...answer('led'),
    ...answer('alone'),
  ];
}

/**
 * A citizen whom our server had dialled picked up. Recorded like every call; should our server be gone at this very moment, the
 * desks ring by Asterisk's own queue, as for a call that comes in.
 */
function callBackLines({ slug }: ExchangeTenant, options: { recordings: string }): string[] {
  const file = `${options.recordings}/\${UNIQUEID}`;
  return [
    `[${callBackContext(slug)}]`,
    `exten => call,1,Set(__${callerVariables.tenant}=${slug})`,
    ` same => n,MixMonitor(${file}.wav,r(${file}-caller.wav)t(${file}-desk.wav))`,
    // To all processes: the one that dialled may be gone, and another lead the call on.
    ` same => n,StasisBroadcast(500,${acdFilter},${callBackRole}:${slug}:\${SIGAP_CALL_BACK})`,
    ` same => n,GotoIf($["\${STASISSTATUS}"="SUCCESS"]?end)`,
    ` same => n,Goto(fallback-${slug},call,1)`,
    ' same => n(end),Hangup()',
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

/** What a stranger wrote is a value and never read again as dialplan: Asterisk substitutes once (tried in profile-of-asterisk.test.ts). */
function readHeader(variable: string, name: string, occurrence = 1): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`Not the name of a header: ${name}`);
  return ` same => n,Set(${variable}=\${PJSIP_HEADER(read,${name}${occurrence === 1 ? '' : `,${occurrence}`})})`;
}

/** Skipped for the calls without the header: each field that is not there would be a line in Asterisk's log. */
function placeLines(): string[] {
  const names = placeVariables;
  const field = (variable: string, name: string) => ` same => n,Set(${variable}=\${GEOLOC_PROFILE(${name})})`;
  return [
    ` same => n,GotoIf($[\${LEN(\${${callerVariables.geolocation}})} = 0]?placed)`,
    field(names.format, 'format'),
    field(names.effectiveLocation, 'effective_location'),
    field(names.confidence, 'confidence'),
    field(names.method, 'method'),
    field(names.usageRules, 'usage_rules'),
    field(names.notes, 'notes'),
    readHeader(names.second, 'Geolocation', 2),
    readHeader(names.third, 'Geolocation', 3),
    ' same => n(placed),NoOp()',
  ];
}

/** Calls at once that one number may always have, however full the exchange is: a hotel, a factory, a relay of the deaf. */
export const shareOfOne = 8;
/** Of all places, those that are kept for callers who have few: one that calls a hundred times a second cannot fill them. */
export const keptForOthers = 0.25;

/**
 * When the exchange is nearly full, the last places are not for a number that has many already: it gets 503 like everybody when it is
 * full, and everybody else still comes in (decision 0013). Withheld numbers are each a source of their own. A caller ID is
 * whatever a network writes there, so only its digits are looked at.
 */
function shareLines(maxCalls: number): string[] {
  const kept = Math.floor(maxCalls * (1 - keptForOthers));
  return [
    ` same => n,Set(SIGAP_FROM=\${FILTER(+0-9,\${CALLERID(num)})})`,
    ` same => n,GotoIf($["\${SIGAP_FROM}" = ""]?admitted)`,
    ` same => n,Set(GROUP(from)=\${SIGAP_FROM})`,
    ` same => n,GotoIf($[\${GROUP_COUNT(emergency)} <= ${kept}]?admitted)`,
    ` same => n,GotoIf($[\${GROUP_COUNT(\${SIGAP_FROM}@from)} > ${shareOfOne}]?full)`,
    ' same => n(admitted),NoOp()',
  ];
}

function emergencyContext(options: { recordings: string; maxCalls: number }): string[] {
  const file = `${options.recordings}/\${UNIQUEID}`;
  return [
    '[emergency]',
    'exten => call,1,Set(GROUP()=emergency)',
    ` same => n,GotoIf($[\${GROUP_COUNT(emergency)} > ${options.maxCalls}]?full)`,
    ...shareLines(options.maxCalls),
    ` same => n,Set(__${callerVariables.call}=\${UNIQUEID})`,
    readHeader(callerVariables.geolocation, 'Geolocation'),
    readHeader(callerVariables.geolocationRouting, 'Geolocation-Routing'),
    readHeader(callerVariables.assertedIdentity, 'P-Asserted-Identity'),
    readHeader(callerVariables.accessNetwork, 'P-Access-Network-Info'),
    ...placeLines(),
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

function outgoingLines(options: { recordings: string }): string[] {
  const file = `${options.recordings}/out-\${SIGAP_OUT}`;
  return [
    '',
    `[${outgoingContext}]`,
    `exten => record,1,MixMonitor(${file}.wav,r(${file}-caller.wav)t(${file}-desk.wav))`,
    ` same => n,Stasis(\${SIGAP_APP},party,\${SIGAP_OUT})`,
    ' same => n,Hangup()',
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
