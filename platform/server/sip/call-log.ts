/** What happens to a call, with milliseconds since its INVITE. */
export type CallEvent =
  | { readonly type: 'trying' | 'ringing' | 'early-media' | 'answered'; readonly at: number }
  | {
      readonly type: 'ended';
      readonly at: number;
      readonly by: 'us' | 'peer' | 'refused' | 'silence';
      readonly status: number;
      readonly reason: string;
    };

export type CallEventType = CallEvent['type'];

/** The events of one call: kept, told to listeners, waited for. */
export class CallLog {
  readonly events: CallEvent[] = [];
  readonly #began = performance.now();
  readonly #listeners = new Set<(event: CallEvent) => void>();

  /** Milliseconds since the INVITE. */
  now(): number {
    return performance.now() - this.#began;
  }

  add(event: CallEvent): void {
    this.events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  has(type: CallEventType): boolean {
    return this.events.some((event) => event.type === type);
  }

  listen(listener: (event: CallEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first event of a type, past or to come; rejects when the call ends without it or after `limitMs`. */
  waitFor(type: CallEventType, limitMs = 30_000): Promise<CallEvent> {
    const past = this.events.find((event) => event.type === type);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const settle = (work: () => void) => {
        clearTimeout(timer);
        stop();
        work();
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`No ${type} within ${limitMs} ms: ${this.tell()}`))),
        limitMs,
      );
      const stop = this.listen((event) => {
        if (event.type === type) settle(() => resolve(event));
        else if (event.type === 'ended')
          settle(() => reject(new Error(`The call ended without ${type}: ${this.tell()}`)));
      });
      if (this.has('ended')) settle(() => reject(new Error(`The call ended without ${type}: ${this.tell()}`)));
    });
  }

  tell(): string {
    return this.events
      .map(
        (event) =>
          `${event.type}@${Math.round(event.at)}${event.type === 'ended' ? ` ${event.status} ${event.reason}` : ''}`,
      )
      .join(', ');
  }
}
