/** What of a regency's own a map shows under the things a screen draws. */
export const groundParts = ['villages', 'boundaries', 'areas'] as const;
export type GroundPart = (typeof groundParts)[number];
