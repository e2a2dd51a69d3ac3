import { fill, type Language } from '#platform/shared/texts.ts';
import { type PostgresProblemCode, postgresProblems } from './texts.ts';

type Detail = Readonly<Record<string, string | number>>;

/** A fault of the database server or of a backup; `message` is English, `text('id')` is what people read. */
export class PostgresProblem extends Error {
  readonly code: PostgresProblemCode;
  readonly detail: Detail;

  constructor(code: PostgresProblemCode, detail: Detail = {}) {
    super(fill(postgresProblems[code], 'en', detail));
    this.name = 'PostgresProblem';
    this.code = code;
    this.detail = detail;
  }

  text(language: Language): string {
    return fill(postgresProblems[this.code], language, this.detail);
  }
}

/** The `code` of a Node system error (ENOENT, EACCES …), else undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
