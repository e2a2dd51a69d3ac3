import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { headerOf, headersOf, parameterOf, parseMessage, respond, type SipMessage, writeMessage } from './message.ts';

/** RFC 3261 §17.1.1.1, milliseconds: T1 is the first interval of retransmission, T2 the longest, B/F/H the end of patience. */
export const timers = { t1: 500, t2: 4000, patience: 32_000 } as const;

export interface Peer {
  readonly host: string;
  readonly port: number;
}

export interface Transaction {
  /** Stop sending the request again; responses are still delivered. */
  stop(): void;
}

/** One UDP socket for SIP. Requests are sent again until answered (timers A/B and E/F); what comes in goes to the listener. */
export interface SipSocket {
  readonly host: string;
  readonly port: number;
  /** `Via` value with a fresh branch. */
  via(branch?: string): string;
  send(message: SipMessage, peer: Peer): void;
  /** Send a request reliably. `onResponse` sees every response, also repeated ones; undefined means that none ever came. */
  request(message: SipMessage, peer: Peer, onResponse: (response: SipMessage | undefined) => void): Transaction;
  close(): void;
}

export function newBranch(): string {
  return `z9hG4bK${randomBytes(8).toString('hex')}`;
}

export function newTag(): string {
  return randomBytes(5).toString('hex');
}

/** Open a socket; `onRequest` gets every request that comes in but OPTIONS outside a dialog, which is answered here. */
export async function openSipSocket(
  address: string,
  port: number,
  onRequest: (request: SipMessage, peer: Peer) => void,
): Promise<SipSocket> {
  const socket = createSocket('udp4');
  socket.bind(port, address);
  await once(socket, 'listening');
  return new UdpSipSocket(socket, address, onRequest);
}

interface Running {
  readonly onResponse: (response: SipMessage | undefined) => void;
  readonly stop: () => void;
}

class UdpSipSocket implements SipSocket {
  readonly host: string;
  readonly port: number;
  readonly #socket: Socket;
  readonly #running = new Map<string, Running>();
  #open = true;

  constructor(socket: Socket, host: string, onRequest: (request: SipMessage, peer: Peer) => void) {
    this.#socket = socket;
    this.host = host;
    this.port = socket.address().port;
    // ICMP "port unreachable" shows up here; the timers of the transaction say the same more calmly.
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => {
      const message = parseMessage(bytes);
      if (message === undefined) return;
      const peer = { host: from.address, port: from.port };
      if ('status' in message.start) this.#running.get(keyOf(message))?.onResponse(message);
      else if (message.start.method === 'OPTIONS' && parameterOf(headerOf(message, 'to'), 'tag') === undefined) {
        this.send(respond(message, 200, 'OK', { tag: newTag() }), peer);
      } else onRequest(message, peer);
    });
  }

  via(branch: string = newBranch()): string {
    return `SIP/2.0/UDP ${this.host}:${this.port};rport;branch=${branch}`;
  }

  send(message: SipMessage, peer: Peer): void {
    if (this.#open) this.#socket.send(writeMessage(message), peer.port, peer.host, () => undefined);
  }

  request(message: SipMessage, peer: Peer, onResponse: (response: SipMessage | undefined) => void): Transaction {
    const key = keyOf(message);
    const invite = 'method' in message.start && message.start.method === 'INVITE';
    let timer: NodeJS.Timeout | undefined;
    let interval: number = timers.t1;
    const began = performance.now();
    const again = () => {
      if (performance.now() - began >= timers.patience) {
        this.#running.delete(key);
        onResponse(undefined);
        return;
      }
      this.send(message, peer);
      timer = setTimeout(again, interval);
      interval = invite ? interval * 2 : Math.min(interval * 2, timers.t2);
    };
    const stop = () => clearTimeout(timer);
    this.#running.set(key, {
      onResponse: (response) => {
        stop();
        onResponse(response);
      },
      stop,
    });
    again();
    return { stop };
  }

  close(): void {
    this.#open = false;
    for (const running of this.#running.values()) running.stop();
    this.#running.clear();
    this.#socket.close();
  }
}

/** Branch and method identify a transaction (RFC 3261 §17.1.3): CANCEL shares the branch of its INVITE. */
function keyOf(message: SipMessage): string {
  const via = headersOf(message, 'via')[0] ?? '';
  return `${parameterOf(via, 'branch') ?? ''} ${headerOf(message, 'cseq').split(' ')[1] ?? ''}`;
}
