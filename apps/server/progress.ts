/** What a start shows: a line per step, with its time; a long step says how it goes. Written to stdout, for people. */
export interface Progress {
  /** Run a step and show how long it took; a step that throws is marked and the error goes on. */
  step<Value>(title: string, work: (say: (line: string) => void) => Promise<Value>): Promise<Value>;
  say(line: string): void;
}

export function createProgress(write: (text: string) => void = (text) => void process.stdout.write(text)): Progress {
  return {
    say: (line) => write(`${line}\n`),
    step: async (title, work) => {
      const began = performance.now();
      const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
      let said = false;
      try {
        const value = await work((line) => {
          if (!said) write(`… ${title}\n`);
          said = true;
          write(`    ${line}\n`);
        });
        write(`${isRefused(value) ? '✗' : '✓'} ${title} (${seconds()} s)\n`);
        return value;
      } catch (error) {
        write(`✗ ${title} (${seconds()} s)\n`);
        throw error;
      }
    },
  };
}

/** A step may end with a refusal that its caller explains. */
function isRefused(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
