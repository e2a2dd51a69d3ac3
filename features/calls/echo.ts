/** What a desk dials to hear itself; the exchange knows it in the context of the desks alone. */
export const echoNumber = 'echo';
/** Milliseconds of the echo: the exchange reports what it heard (RTCP) after about five seconds. */
export const echoMs = 8000;
