/** What a change of a campaign makes stale; proposals leave out districts that have one. */
export const staleAfter = ['/api/campaigns', '/api/campaign-proposals'] as const;
