/** Pranks as campaigns work on them (domain.md §5.1); confirmed hoaxes have a case of their own. */
export const prankCodes = ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE'] as const;

/** Calls that must not become fewer. */
export const genuineCodes = ['EMERGENCY_NEW', 'EMERGENCY_DUP', 'EMERGENCY_FOLLOWUP', 'URGENT_NONLIFE'] as const;
