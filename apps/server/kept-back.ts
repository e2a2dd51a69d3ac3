/**
 * Members of events that the live feed does not carry: a village is small enough to say whose incident it is, and the feed of the
 * control room reaches people who do not handle a sensitive one. Screens fetch it by the incident's own page.
 */
export const keptBack: readonly string[] = ['villageCode', 'districtCode'];
