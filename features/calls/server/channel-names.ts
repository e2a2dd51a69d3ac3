// What is ours in Asterisk, by its names there.
export const deskChannel = (offerId: string) => `desk-${offerId}`;
export const outsideChannel = (offerId: string) => `outside-${offerId}`;
export const bridgeName = (callId: string) => `call:${callId}`;
/** Told by the channel of a call-back which call it is: whoever hears of it need not have dialled it. */
export const callBackChannel = (callId: string) => `back-${callId}`;
/** Null: no call-back. */
export const calledBackIn = (channel: string) => (channel.startsWith('back-') ? channel.slice('back-'.length) : null);
/** Prefixed as all our bridges are; one per call. */
export const bridgeIdOf = (callId: string) => `call-${callId}`;
/** Always the mixer, also for two: what it writes carries no number of a source, so nothing is dropped (docs/decisions/0018). */
export const bridgeType = 'mixing,video_sfu';
/** Of a third person, and of whom a desk calls itself. */
export const partyChannel = (partyId: string) => `party-${partyId}`;
/** The telephone of a supervisor: on the line of a call, or its desk once they took it over. */
export const supervisorChannel = (supervisionId: string) => `supervisor-${supervisionId}`;
/** Of a telephone on duty that the machine rings; no call of the public's. */
export const dutyChannel = (dutyCallId: string) => `duty-${dutyCallId}`;
/** Null: no such call. */
export const dutyCallOf = (channel: string) =>
  channel.startsWith(dutyChannel('')) ? channel.slice(dutyChannel('').length) : null;
/** The telephone of a crew that talks with a caller through the centre. */
export const maskedChannel = (maskedCallId: string) => `masked-${maskedCallId}`;
/** Null: no such call. */
export const maskedCallOf = (channel: string) =>
  channel.startsWith(maskedChannel('')) ? channel.slice(maskedChannel('').length) : null;
const legs = [
  deskChannel(''),
  outsideChannel(''),
  partyChannel(''),
  supervisorChannel(''),
  dutyChannel(''),
  maskedChannel(''),
];
/** Whom we have dialled, in a call that a process leads: no caller who came in, though it may be a channel of a trunk. */
export const isLeg = (channel: string) => legs.some((start) => channel.startsWith(start));
/** What a leg was dialled for: the id of its offer, its third person, its supervision. */
export const purposeOf = (leg: string) => leg.slice((legs.find((start) => leg.startsWith(start)) ?? '').length);
