/** RESOLVED incidents nobody closes are closed by the timer after this long (design.md §5). */
export const closeAfterMs = 24 * 3_600_000;
