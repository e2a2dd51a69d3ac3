import type { LiveHello, LiveMessage } from '#platform/shared/live.ts';
import { present } from '#platform/shared/result.ts';
import { SseClient } from './sse-client.ts';

/** A screen that loses its connection again and again, and comes back with the last id it handled, to any of the servers. */
export class RestlessScreen {
  /** Each change it was told of, in order, with its place in the feed. */
  readonly heard: (LiveMessage & { readonly cursor: string })[] = [];
  #lastId: string | undefined;
  #client: SseClient | null = null;
  #isStopped = false;
  readonly #urls: readonly string[];
  readonly #random: () => number;
  readonly #headers: Record<string, string>;

  constructor(urls: readonly string[], random: () => number, headers: Record<string, string>) {
    this.#urls = urls;
    this.#random = random;
    this.#headers = headers;
    this.#connect();
  }

  #connect(): void {
    const url = present(this.#urls[Math.floor(this.#random() * this.#urls.length)], 'a random server is one of them');
    const client = new SseClient(url, {
      headers: this.#headers,
      ...(this.#lastId === undefined ? {} : { lastEventId: this.#lastId }),
      onMessage: (message) => {
        if (client !== this.#client) return;
        if (message.type === 'resync') throw new Error('no screen of this test may be told to start afresh');
        // As the page does (platform/web/live-client.ts): the first hello is the place to come back to. The server wrote both types.
        if (message.type === 'hello') this.#lastId ??= (JSON.parse(message.data) as LiveHello).cursor;
        if (message.type !== 'change' || message.id === null) return;
        this.#lastId = message.id;
        this.heard.push({ ...(JSON.parse(message.data) as LiveMessage), cursor: message.id });
      },
    });
    this.#client = client;
  }

  get isReady(): boolean {
    return this.#lastId !== undefined;
  }

  reconnect(): void {
    this.#client?.cut();
    if (!this.#isStopped) this.#connect();
  }

  get isCut(): boolean {
    return this.#client?.isClosed ?? true;
  }

  stop(): void {
    this.#isStopped = true;
    this.#client?.cut();
  }
}
