/** The name in Asterisk of a third person's channel, and of whom a desk calls itself. */
export const partyChannel = (partyId: string) => `party-${partyId}`;
