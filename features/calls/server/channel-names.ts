// What is ours in Asterisk, by its names there.
export const deskChannel = (offerId: string) => `desk-${offerId}`;
export const outsideChannel = (offerId: string) => `outside-${offerId}`;
export const bridgeName = (callId: string) => `call:${callId}`;
/** Prefixed as all our bridges are; one per call. */
export const bridgeIdOf = (callId: string) => `call-${callId}`;
