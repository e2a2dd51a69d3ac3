import { longestTalkSeconds, maskedRing } from '../../masked-call.ts';
import { maskedPrompts } from './prompts.ts';

/** Where a crew's telephone comes that has picked up; the way to the caller begins there. */
export const maskedContext = 'masked';
/** Where the caller comes who has picked up, before they hear the crew. */
const answeredContext = 'masked-answered';

/** Set by our server on the crew's channel: the call's id, the caller as dialled, and by which way out. */
export const maskedVariables = { id: 'SIGAP_MASKED', caller: 'SIGAP_CALLER', way: 'SIGAP_WAY' } as const;
/** In which the dialplan writes each step, for whoever of our server looks (masked-call.ts reads it). */
export const maskedStepsVariable = (id: string) => `SIGAP_MASKED_${id}`;

/** Where Asterisk writes the sound of both; the recorder's job looks for this name. */
export const maskedRecording = (id: string) => `masked-${id}`;

/**
 * A crew and the caller of its incident, both dialled by the centre. All of it is Asterisk's own work, so a talk goes on and ends in
 * order whatever becomes of our server. Neither number gets to the other side: both legs carry the centre's, what a network says
 * of who was connected is not passed on (I), nor may it send us elsewhere (i).
 */
export function maskedLines(options: {
  readonly recordings: string;
  readonly prompts: string;
  readonly centre: string;
}) {
  const { prompts, centre } = options;
  const id = `\${${maskedVariables.id}}`;
  const note = (of: string, step: string) => {
    const name = `GLOBAL(${maskedStepsVariable(of)})`;
    return `Set(${name}=\${${name}} ${step}:\${EPOCH})`;
  };
  const file = `${options.recordings}/${maskedRecording(`\${ARG1}`)}`;
  return [
    '',
    `[${maskedContext}]`,
    // The ring of the caller and the prompts come on top of the talk.
    `exten => call,1,Set(TIMEOUT(absolute)=${longestTalkSeconds + maskedRing.caller + 30})`,
    ` same => n,${note(id, 'crew')}`,
    ` same => n,Playback(${prompts}/${maskedPrompts.crew})`,
    ` same => n,Set(CALLERID(all)=<${centre}>)`,
    ` same => n,Dial(PJSIP/\${${maskedVariables.caller}}@\${${maskedVariables.way}},${maskedRing.caller},iIU(${answeredContext}^${id}))`,
    // Only who still listens gets here: after a talk both are gone.
    ` same => n,Playback(${prompts}/${maskedPrompts.noAnswer})`,
    ' same => n,Hangup(16)',
    `exten => h,1,${note(id, `over-\${DIALSTATUS}`)}`,
    '',
    `[${answeredContext}]`,
    `exten => s,1,MixMonitor(${file}.wav,r(${file}-caller.wav)t(${file}-desk.wav))`,
    ` same => n,Playback(${prompts}/${maskedPrompts.caller})`,
    ` same => n,${note(`\${ARG1}`, 'caller')}`,
    ' same => n,Return()',
  ];
}
