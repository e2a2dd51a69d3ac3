// Without a schema: the caller's page has these too, and is not to load a library for them.

/** Characters of one message; an SMS-sized page needs no more, and a flood is no larger. */
export const maxWords = 500;
/** Of one link: how many a minute, and in all. Somebody in need taps often; a machine taps more. */
export const maxPerMinute = 30;
export const maxMessages = 300;
/** Links of one call, and seconds between two of them: each is a sound on a telephone that perhaps must be quiet. */
export const maxLinks = 5;
export const linkPauseMs = 30_000;
