import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';

export interface SseMessage {
  readonly type: string;
  readonly id: string | null;
  readonly data: string;
}

/** A screen as the feed sees it: server-sent events over a plain connection that a test can stall or cut at any moment. */
export class SseClient {
  readonly #request: ClientRequest;
  #response: IncomingMessage | null = null;
  #rest = '';
  isClosed = false;
  status = 0;

  constructor(
    url: string,
    options: { headers: Record<string, string>; lastEventId?: string; onMessage: (message: SseMessage) => void },
  ) {
    const headers = {
      ...options.headers,
      ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
    };
    const close = () => {
      this.isClosed = true;
    };
    const decoder = new StringDecoder('utf8');
    this.#request = get(url, { headers, agent: false }, (response) => {
      this.#response = response;
      this.status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => this.#take(decoder.write(chunk), options.onMessage));
      response.on('close', close);
      response.on('error', close);
    });
    this.#request.on('error', close);
    this.#request.on('close', close);
  }

  #take(text: string, onMessage: (message: SseMessage) => void): void {
    const parts = (this.#rest + text).split('\n\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(
        part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
      );
      onMessage({
        type: fields.get('event') ?? 'message',
        id: fields.get('id') ?? null,
        data: fields.get('data') ?? '',
      });
    }
  }

  /** Stop reading: what is sent piles up at the sender. */
  stall(): void {
    this.#response?.pause();
  }

  /** As a cable that is pulled: whatever was read and not yet handled is lost. */
  cut(): void {
    this.#rest = '';
    this.#request.destroy();
  }
}
