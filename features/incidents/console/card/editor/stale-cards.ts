/** What a change of a card makes stale. */
export const staleCards = ['/api/question-cards', '/api/settings'];
