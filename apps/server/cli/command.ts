/** One command of `npm run sigap`. */
export interface Command {
  readonly summary: string;
  /** Resolves with the exit status: 0 only when it did what it says. */
  readonly run: (args: readonly string[]) => Promise<number>;
}
