import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import {
  AriError,
  type AriInput,
  type AriOperation,
  type AriOutput,
  type AriResult,
  readAnswer,
  wireRequest,
} from './request.ts';
import type { AriEvent, AriEventType } from './types.generated.ts';

export interface AriOptions {
  /** As in `http://127.0.0.1:8113/ari`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Unique to this process: of two sockets with one name only the newer gets events. */
  readonly app: string;
  /** Events wanted; all others are kept from the wire (measured: 53 become 8 a call). */
  readonly events: readonly AriEventType[];
  /** Subscribed at every connect, as in `endpoint:PJSIP/name`. */
  readonly subscriptions?: () => readonly string[];
  /** After each (re)connect, before any event is delivered: read what is up and put it in order. */
  readonly onConnect?: (ari: AriClient) => Promise<void>;
  readonly onDisconnect?: () => void;
  /** In the order of arrival, one at a time only as far as the function is synchronous. */
  readonly onEvent: (event: AriEvent) => void;
  readonly log: (line: string) => void;
  readonly timings?: Partial<AriTimings>;
}

/** Milliseconds. */
interface AriTimings {
  readonly answer: number;
  readonly slowAnswer: number;
  readonly ping: number;
  readonly reconnectFirst: number;
  readonly reconnectMost: number;
}

const defaultTimings: AriTimings = {
  answer: 2000,
  slowAnswer: 15_000,
  ping: 2000,
  reconnectFirst: 50,
  reconnectMost: 2000,
};

export interface AriClient {
  readonly app: string;
  /** A command over the event socket. Serial in Asterisk: keep what may take long on `callSlow`. Rejects with AriError. */
  call<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<AriResult<AriOutput<Name>>>;
  /** A command over HTTP: listings, recordings, stream channels; one that hangs does not hold up the calls. */
  callSlow<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<AriResult<AriOutput<Name>>>;
  /** Connected, filtered, subscribed and put in order by `onConnect`. */
  isReady(): boolean;
  /** Resolves when it is (again) ready; rejects when closed. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connect to Asterisk's REST interface for as long as the process lives: one WebSocket for events and commands, opened again
 * whenever it ends. Knows channels, bridges and playbacks, and nothing of what they are for.
 */
export function connectAri(options: AriOptions): AriClient {
  const client = new Client(options);
  client.open();
  return client;
}

interface Pending {
  readonly name: AriOperation;
  readonly resolve: (answer: { status: number; reason: string; body: string }) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

class Client implements AriClient {
  readonly app: string;
  readonly #options: AriOptions;
  readonly #timings: AriTimings;
  readonly #pending = new Map<string, Pending>();
  readonly #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** Events that arrived before `onConnect` was done. */
  #held: AriEvent[] | undefined;
  #socket: WebSocket | undefined;
  #ready = false;
  #closed = false;
  #failures = 0;
  #reconnect: NodeJS.Timeout | undefined;

  constructor(options: AriOptions) {
    this.#options = options;
    this.#timings = { ...defaultTimings, ...options.timings };
    this.app = options.app;
  }

  open(): void {
    const { url, user, password, app } = this.#options;
    const query = new URLSearchParams({ api_key: `${user}:${password}`, app, subscribeAll: 'false' });
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/events?${query}`, {
      perMessageDeflate: false,
      handshakeTimeout: this.#timings.answer,
    });
    this.#socket = socket;
    socket.on('open', () => void this.#opened(socket));
    socket.on('message', (bytes) => this.#received(String(bytes)));
    socket.on('error', (error) => this.#failures % 20 === 0 && this.#options.log(`ARI: ${error.message}`));
    socket.on('close', (code) => this.#ended(socket, code));
    this.#keepAlive(socket);
  }

  async #opened(socket: WebSocket): Promise<void> {
    this.#held = [];
    try {
      const allowed = [...new Set([...this.#options.events, 'RESTResponse', 'ApplicationReplaced'])];
      // Without RESTResponse in the list every answer would be dropped in silence.
      await this.call('applications.filter', {
        applicationName: this.app,
        filter: { allowed: allowed.map((type) => ({ type })) },
      });
      const sources = this.#options.subscriptions?.() ?? [];
      if (sources.length > 0) {
        const done = await this.call('applications.subscribe', { applicationName: this.app, eventSource: sources });
        if (!done.ok) this.#options.log(`ARI: subscription refused: ${JSON.stringify(done.refusal.detail)}`);
      }
      await this.#options.onConnect?.(this);
      if (this.#socket !== socket || socket.readyState !== WebSocket.OPEN) return;
      this.#failures = 0;
      this.#ready = true;
      this.#options.log(`ARI: ${this.app} is connected`);
      for (const waiting of this.#waiting.splice(0)) waiting.resolve();
      const held = this.#held;
      this.#held = undefined;
      for (const event of held) this.#deliver(event);
    } catch (error) {
      this.#options.log(
        `ARI: the connection could not be put in order: ${error instanceof Error ? error.message : error}`,
      );
      socket.terminate();
    }
  }

  #received(text: string): void {
    // Whatever Asterisk sends on this socket is one of its described events.
    const event = JSON.parse(text) as AriEvent;
    if (event.type === 'RESTResponse') {
      const pending = this.#pending.get(event.request_id);
      if (pending === undefined) return;
      this.#pending.delete(event.request_id);
      clearTimeout(pending.timer);
      pending.resolve({ status: event.status_code, reason: event.reason_phrase, body: event.message_body ?? '' });
      return;
    }
    if (event.type === 'ApplicationReplaced') {
      this.#options.log(`ARI: another process took the name ${this.app}; names must be unique`);
    }
    if (this.#held === undefined) this.#deliver(event);
    else this.#held.push(event);
  }

  #deliver(event: AriEvent): void {
    try {
      this.#options.onEvent(event);
    } catch (error) {
      // One event that cannot be dealt with must not take the socket and all other calls with it.
      this.#options.log(
        `ARI: ${event.type} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
    }
  }

  #ended(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    const wasReady = this.#ready;
    this.#ready = false;
    this.#held = undefined;
    this.#rejectPending();
    if (wasReady && !this.#closed) {
      this.#options.log(`ARI: the connection ended (${code})`);
      this.#options.onDisconnect?.();
    }
    if (this.#closed) return;
    const most = Math.min(
      this.#timings.reconnectMost,
      this.#timings.reconnectFirst * 2 ** Math.min(this.#failures, 10),
    );
    this.#failures++;
    this.#reconnect = setTimeout(() => this.open(), most * (0.5 + Math.random() / 2));
  }

  #rejectPending(): void {
    for (const [id, pending] of this.#pending) {
      clearTimeout(pending.timer);
      this.#pending.delete(id);
      pending.reject(new AriError(`${pending.name}: the connection to Asterisk ended`, 0));
    }
  }

  /** A peer that is frozen keeps its socket open: only a missing pong shows it. */
  #keepAlive(socket: WebSocket): void {
    let alive = true;
    socket.on('pong', () => {
      alive = true;
    });
    const timer = setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, this.#timings.ping);
    socket.on('close', () => clearInterval(timer));
  }

  async call<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<AriResult<AriOutput<Name>>> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) throw new AriError(`${name}: there is no connection to Asterisk`, 0);
    const { method, uri, query, body } = wireRequest(name, input);
    const id = randomUUID();
    const answer = await new Promise<{ status: number; reason: string; body: string }>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new AriError(`${name}: no answer from Asterisk within ${this.#timings.answer} ms`, 0));
      }, this.#timings.answer);
      this.#pending.set(id, { name, resolve, reject, timer });
      socket.send(
        JSON.stringify({
          type: 'RESTRequest',
          transaction_id: id,
          request_id: id,
          method,
          uri,
          query_strings: query,
          ...(body === undefined ? {} : { content_type: 'application/json', message_body: body }),
        }),
      );
    });
    return readAnswer(name, answer.status, answer.reason, answer.body);
  }

  async callSlow<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<AriResult<AriOutput<Name>>> {
    const { method, uri, query, body } = wireRequest(name, input);
    const search = new URLSearchParams(query.map((each): [string, string] => [each.name, each.value]));
    const key = Buffer.from(`${this.#options.user}:${this.#options.password}`).toString('base64');
    const answer = await fetch(`${this.#options.url}/${uri}?${search}`, {
      method,
      headers: { authorization: `Basic ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(this.#timings.slowAnswer),
    }).catch((error: unknown) => {
      throw new AriError(`${name}: ${error instanceof Error ? error.message : error}`, 0);
    });
    return readAnswer(name, answer.status, answer.statusText, await answer.text());
  }

  isReady(): boolean {
    return this.#ready;
  }

  ready(): Promise<void> {
    if (this.#ready) return Promise.resolve();
    if (this.#closed) return Promise.reject(new AriError('the client is closed', 0));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ready = false;
    clearTimeout(this.#reconnect);
    this.#rejectPending();
    for (const waiting of this.#waiting.splice(0)) waiting.reject(new AriError('the client was closed', 0));
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.close(1000);
    setTimeout(() => socket.terminate(), 500).unref();
    await closed;
  }
}
