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
/** Of a third person, and of whom a desk calls itself. */
export const partyChannel = (partyId: string) => `party-${partyId}`;
/** Whom we have dialled, in a call that a process leads: no caller who came in, though it may be a channel of a trunk. */
export const isLeg = (channel: string) =>
  [deskChannel(''), outsideChannel(''), partyChannel('')].some((start) => channel.startsWith(start));
