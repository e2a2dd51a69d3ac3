import { WebSocketInterface } from 'jssip';
import type { Socket } from 'jssip/lib/Socket';

/** The exchange asks each telephone every five seconds whether it is there (`qualify_frequency`): three in a row are missing. */
const silenceMs = 18_000;
/** A packet filter that swallows everything leaves a new connection open for minutes. */
const connectMs = 12_000;
const lookMs = 2000;
/** A page that stood still wakes up to old figures: what came meanwhile is heard before it has looked so often. */
const leastLooks = 4;

/**
 * A socket to the exchange that is given up when nothing comes from it any more. A network that goes away closes no socket: the
 * browser would find out a minute later, when its next registration gets no answer, and no call could ring till then.
 */
export class WatchedSocket implements Socket {
  readonly #inner: WebSocketInterface;
  #heardAt = 0;
  #looks = 0;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(url: string) {
    const inner = new WebSocketInterface(url);
    this.#inner = inner;
    inner.onconnect = () => {
      this.#heard();
      this.onconnect();
    };
    inner.ondata = (received) => {
      this.#heard();
      this.ondata(received);
    };
    inner.ondisconnect = (isError, code, reason) => {
      clearInterval(this.#looking);
      this.ondisconnect(isError, code, reason);
    };
  }

  get via_transport(): string {
    return this.#inner.via_transport;
  }
  set via_transport(value: string) {
    this.#inner.via_transport = value;
  }
  get url(): string {
    return this.#inner.url;
  }
  get sip_uri(): string {
    return this.#inner.sip_uri;
  }

  // Set by JsSIP.
  onconnect(): void {}
  ondisconnect(_isError: boolean, _code?: number, _reason?: string): void {}
  ondata<T>(_received: T): void {}

  connect(): void {
    this.#heard();
    clearInterval(this.#looking);
    this.#looking = setInterval(() => this.#look(), lookMs);
    this.#inner.connect();
  }
  disconnect(): void {
    clearInterval(this.#looking);
    this.#inner.disconnect();
  }
  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    return this.#inner.send(message);
  }
  isConnected(): boolean {
    return this.#inner.isConnected();
  }
  isConnecting(): boolean {
    return this.#inner.isConnecting();
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#looks = 0;
  }

  #look(): void {
    this.#looks++;
    const limit = this.#inner.isConnecting() ? connectMs : silenceMs;
    if (this.#looks < leastLooks || performance.now() - this.#heardAt < limit) return;
    clearInterval(this.#looking);
    this.#inner.disconnect();
    this.ondisconnect(true);
  }
}
