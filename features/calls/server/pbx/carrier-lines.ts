import { carrierCallSeconds, carrierCallsAtOnce, carrierHelpKey } from '../../carrier-window.ts';
import { trunkName } from './dialplan.ts';
import type { ExchangeTenant } from './exchange-tenant.ts';
import { carrierPrompts, promptDigit } from './prompts.ts';

/** Where an operator's test calls are answered. Read from Asterisk's record too (cel-call.ts). */
export const carrierContext = (slug: string) => `carrier-test-${slug}`;
const carrierMark = /^w_([0-9a-f]{32})_([a-z0-9]{1,20})$/;

/** What the extension of a test call says; null: it is none. */
export function carrierTestOf(context: string, extension: string): { windowId: string; codec: string } | null {
  const [, hex, codec] = context.startsWith(carrierContext('')) ? (carrierMark.exec(extension) ?? []) : [];
  if (hex === undefined || codec === undefined) return null;
  return { windowId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), codec };
}

/** On the caller's channel: the extension that answers it, what is spoken of the line, and the time as four digits. */
const variables = { mark: 'SIGAP_TEST', spoken: 'SIGAP_TEST_LINE', clock: 'SIGAP_TEST_CLOCK' } as const;

/**
 * Before a call is taken for an emergency: is it one of the operator's own, on that line, in that time, from a number that was named?
 * Nothing is asked of anybody, and without a window there is not one step more. Window and codec ride in the extension,
 * because Asterisk's record keeps it.
 */
export function carrierTurns(
  { slug, tests = [] }: ExchangeTenant,
  { prompts }: { readonly prompts: string },
): string[] {
  if (tests.length === 0) return [];
  const turns = tests.map((test) => {
    const numbers = test.spellings.join('|');
    if (!/^\d+(\|\d+)*$/.test(numbers)) throw new Error('Test numbers are digits only');
    const conditions = [
      `"\${CHANNEL(endpoint)}" = "${trunkName(slug, test.key)}"`,
      `\${EPOCH} >= ${test.from}`,
      `\${EPOCH} < ${test.until}`,
      `\${REGEX("^(${numbers})$" \${FILTER(0-9,\${CALLERID(num)})})} = 1`,
    ];
    const set = [
      `${variables.mark}=w_${test.windowId.replaceAll('-', '')}_\${CHANNEL(audioreadformat)}`,
      `${variables.spoken}=${prompts}/${test.spoken}`,
      `${variables.clock}=\${STRFTIME(\${EPOCH},${test.zone},%H%M)}`,
    ];
    return ` same => n,ExecIf($[${conditions.join(' & ')}]?MSet(${set.join(',')}))`;
  });
  return [
    ...turns,
    ` same => n,GotoIf($["\${${variables.mark}}" != ""]?${carrierContext(slug)},\${${variables.mark}},1)`,
  ];
}

/**
 * Answers test calls: says what this is, of which line and at what time, then sends back what it hears. Whoever is in need after all
 * presses one key and is a caller like any other: whose telephone it is, is the operator's word alone. There also without a
 * window: who hears it as the window closes must still find the key.
 */
export function carrierLines(
  { slug }: ExchangeTenant,
  { prompts, recordings }: { readonly prompts: string; readonly recordings: string },
): string[] {
  const file = `${recordings}/\${UNIQUEID}`;
  const context = carrierContext(slug);
  const heard = [
    `${prompts}/${carrierPrompts.test}`,
    `\${${variables.spoken}}`,
    `${prompts}/${carrierPrompts.time}`,
    ...[0, 1, 2, 3].map((at) => `${prompts}/${promptDigit(`\${${variables.clock}:${at}:1}`)}`),
    `${prompts}/${carrierPrompts.help}`,
  ];
  return [
    `[${context}]`,
    `exten => _w_.,1,Set(GROUP()=${context})`,
    ` same => n,GotoIf($[\${GROUP_COUNT(${context})} > ${carrierCallsAtOnce}]?full)`,
    ` same => n,Set(TIMEOUT(absolute)=${carrierCallSeconds})`,
    ` same => n,MixMonitor(${file}.wav,r(${file}-caller.wav)t(${file}-desk.wav))`,
    ' same => n,Answer()',
    // Only the one key breaks it off: an operator may try others.
    ` same => n,BackGround(${heard.join('&')},m)`,
    ' same => n,Echo()',
    ` same => n,Goto(${carrierHelpKey},1)`,
    ' same => n(full),Hangup(17)',
    `exten => ${carrierHelpKey},1,Set(TIMEOUT(absolute)=0)`,
    // The recording begins anew, by the usual name.
    ' same => n,StopMixMonitor()',
    ' same => n,Goto(emergency,call,1)',
    '',
  ];
}
