import { randomUUID } from 'node:crypto';
import { type CallEvent, type CallEventType, CallLog } from './call-log.ts';
import { answerInDialog, contactOf, type DialogState, dialogFromRequest, nextHop, requestInDialog } from './dialog.ts';
import { digestAnswer } from './digest.ts';
import { addressIn, headerOf, respond, type SipMessage } from './message.ts';
import { type Heard, openRtp, type RtpStream, readSdp, writeSdp } from './rtp.ts';
import type { Sound } from './sound.ts';
import { newTag, openSipSocket, type Peer, type SipSocket, timers } from './transport.ts';

export interface PhoneOptions {
  readonly address?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** Milliseconds of ringing before the answer; `never` lets it ring. */
  readonly answerAfterMs: number | 'never';
  readonly audio: Sound;
  /** The number of the first audio packet of each call, 0 to 65535; left out: any. */
  readonly firstSequence?: number;
}

export interface ReceivedCall {
  readonly from: string;
  readonly to: string;
  readonly events: readonly CallEvent[];
  readonly heard: Heard;
  /** The longest that a packet of audio was sent late by, because this machine stood still: milliseconds. */
  latest(): number;
  now(): number;
  waitFor(type: CallEventType, limitMs?: number): Promise<CallEvent>;
  answer(): void;
  say(sound: Sound): void;
  press(digit: string): Promise<void>;
  /** Put the answered call on hold, or take it back; resolves when the other side took it. */
  hold(isHeld: boolean): Promise<void>;
  /** Send nothing any more, nor say so: the machine lost its power or its network. */
  vanish(): void;
  /** `reason`: the header of that name (RFC 3326). */
  hangUp(reason?: string): Promise<void>;
}

export interface Phone {
  readonly port: number;
  readonly calls: readonly ReceivedCall[];
  /** The next call that comes in, or the n-th so far. */
  waitForCall(count?: number, limitMs?: number): Promise<ReceivedCall>;
  /** Register with a digest password; resolves with the final status, 200 when accepted. */
  register(registrar: Peer, user: string, password: string, seconds?: number): Promise<number>;
  close(): void;
}

/** A phone that rings and answers, over UDP. */
export async function listenForCalls(options: PhoneOptions): Promise<Phone> {
  const phone = new UdpPhone(options);
  await phone.open();
  return phone.expose();
}

class UdpPhone {
  readonly #options: PhoneOptions;
  readonly #calls = new Map<string, Answering>();
  readonly #arrived: ReceivedCall[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #registration = { callId: randomUUID(), sequence: 0 };
  #socket: SipSocket | undefined;

  constructor(options: PhoneOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { address = '127.0.0.1', port = 0 } = this.#options;
    this.#socket = await openSipSocket(address, port, (request, peer) => void this.#requested(request, peer));
  }

  #sip(): SipSocket {
    if (this.#socket === undefined) throw new Error('The phone is not open');
    return this.#socket;
  }

  async #requested(request: SipMessage, peer: Peer): Promise<void> {
    const socket = this.#sip();
    const id = headerOf(request, 'call-id');
    const known = this.#calls.get(id);
    if (known !== undefined) return known.requested(request, peer);
    if (!('method' in request.start) || request.start.method !== 'INVITE') {
      if ('method' in request.start && request.start.method !== 'ACK') {
        socket.send(respond(request, 481, 'Call Does Not Exist'), peer);
      }
      return;
    }
    const call = new Answering(socket, request, peer, this.#options);
    // Known before anything is awaited: the same INVITE may come again meanwhile.
    this.#calls.set(id, call);
    this.#arrived.push(await call.ring());
    for (const wake of this.#waiting) wake();
  }

  async #register(registrar: Peer, user: string, password: string, seconds: number): Promise<number> {
    const first = await this.#sendRegister(registrar, user, seconds, undefined);
    if (first === undefined || !('status' in first.start)) return 408;
    if (first.start.status !== 401) return first.start.status;
    const challenge = headerOf(first, 'www-authenticate');
    const uri = `sip:${registrar.host}:${registrar.port}`;
    const second = await this.#sendRegister(
      registrar,
      user,
      seconds,
      digestAnswer(challenge, { user, password, method: 'REGISTER', uri }),
    );
    return second !== undefined && 'status' in second.start ? second.start.status : 408;
  }

  #sendRegister(
    registrar: Peer,
    user: string,
    seconds: number,
    authorization: string | undefined,
  ): Promise<SipMessage | undefined> {
    const socket = this.#sip();
    const address = `<sip:${user}@${registrar.host}:${registrar.port}>`;
    const message: SipMessage = {
      start: { method: 'REGISTER', uri: `sip:${registrar.host}:${registrar.port}` },
      headers: [
        ['Via', socket.via()],
        ['Max-Forwards', '70'],
        ['From', `${address};tag=${newTag()}`],
        ['To', address],
        ['Call-ID', this.#registration.callId],
        ['CSeq', `${++this.#registration.sequence} REGISTER`],
        ['Contact', `<sip:${user}@${socket.host}:${socket.port}>;expires=${seconds}`],
        ...(authorization === undefined ? [] : ([['Authorization', authorization]] as const)),
      ],
      body: '',
    };
    return new Promise((resolve) => {
      socket.request(message, registrar, (response) => {
        const provisional = response !== undefined && 'status' in response.start && response.start.status < 200;
        if (!provisional) resolve(response);
      });
    });
  }

  expose(): Phone {
    return {
      port: this.#sip().port,
      calls: this.#arrived,
      waitForCall: (count = this.#arrived.length + 1, limitMs = 30_000) =>
        new Promise((resolve, reject) => {
          const timer = setTimeout(() => {
            this.#waiting.delete(look);
            reject(new Error(`No call number ${count} within ${limitMs} ms`));
          }, limitMs);
          const look = () => {
            const call = this.#arrived[count - 1];
            if (call === undefined) return;
            clearTimeout(timer);
            this.#waiting.delete(look);
            resolve(call);
          };
          this.#waiting.add(look);
          look();
        }),
      register: (registrar, user, password, seconds = 60) => this.#register(registrar, user, password, seconds),
      close: () => {
        for (const call of this.#calls.values()) call.close();
        this.#sip().close();
      },
    };
  }
}

/** One call that came in. */
class Answering {
  readonly #socket: SipSocket;
  readonly #invite: SipMessage;
  readonly #peer: Peer;
  readonly #options: PhoneOptions;
  readonly #log = new CallLog();
  readonly #tag = newTag();
  readonly #dialog: DialogState;
  #rtp: RtpStream | undefined;
  #again: NodeJS.Timeout | undefined;
  /** Of our own requests. */
  #sequence = 0;

  constructor(socket: SipSocket, invite: SipMessage, peer: Peer, options: PhoneOptions) {
    this.#socket = socket;
    this.#invite = invite;
    this.#peer = peer;
    this.#options = options;
    this.#dialog = dialogFromRequest(invite, this.#tag);
  }

  async ring(): Promise<ReceivedCall> {
    this.#socket.send(respond(this.#invite, 100, 'Trying'), this.#peer);
    const rtp = await openRtp(this.#socket.host, () => this.#log.now(), this.#options.firstSequence);
    this.#rtp = rtp;
    this.#socket.send(respond(this.#invite, 180, 'Ringing', this.#named()), this.#peer);
    this.#log.add({ type: 'ringing', at: this.#log.now() });
    const { answerAfterMs } = this.#options;
    if (answerAfterMs !== 'never') setTimeout(() => this.answer(), answerAfterMs);
    return {
      from: addressIn(headerOf(this.#invite, 'from')),
      to: addressIn(headerOf(this.#invite, 'to')),
      events: this.#log.events,
      heard: rtp.heard,
      latest: () => rtp.latest(),
      now: () => this.#log.now(),
      waitFor: (type, limitMs) => this.#log.waitFor(type, limitMs),
      answer: () => this.answer(),
      say: (sound) => rtp.say(sound),
      press: (digit) => rtp.press(digit),
      hold: (isHeld) => this.#hold(isHeld, rtp),
      vanish: () => rtp.pause(),
      hangUp: (reason) => this.hangUp(reason),
    };
  }

  answer(): void {
    if (this.#rtp === undefined || this.#log.has('answered') || this.#log.has('ended')) return;
    const ok = respond(this.#invite, 200, 'OK', {
      ...this.#named(),
      body: writeSdp(this.#socket.host, this.#rtp.port),
    });
    this.#log.add({ type: 'answered', at: this.#log.now() });
    let interval: number = timers.t1;
    const began = performance.now();
    // A 200 is repeated until its ACK (RFC 3261 §13.3.1.4): no transaction does it for us.
    const send = () => {
      this.#socket.send(ok, this.#peer);
      if (performance.now() - began < timers.patience) this.#again = setTimeout(send, interval);
      interval = Math.min(interval * 2, timers.t2);
    };
    send();
    const there = readSdp(this.#invite.body);
    if (there !== undefined) this.#rtp.sendTo(there.host, there.port, this.#options.audio);
  }

  requested(request: SipMessage, peer: Peer): void {
    if (!('method' in request.start) || this.#rtp === undefined) return;
    const { method } = request.start;
    if (method === 'ACK') clearTimeout(this.#again);
    if (method === 'CANCEL') {
      this.#socket.send(respond(request, 200, 'OK', { tag: this.#tag }), peer);
      if (!this.#log.has('answered') && !this.#log.has('ended')) {
        this.#socket.send(respond(this.#invite, 487, 'Request Terminated', { tag: this.#tag }), this.#peer);
        this.#finish('peer', 487, 'Cancelled');
      }
      return;
    }
    // The INVITE itself, sent again because our answer was lost.
    if (headerOf(request, 'cseq') === headerOf(this.#invite, 'cseq')) return;
    if (answerInDialog(this.#socket, request, peer, writeSdp(this.#socket.host, this.#rtp.port)))
      this.#finish('peer', 200, 'BYE');
  }

  /** RFC 3264 §8.4: an offer anew that only sends. */
  async #hold(isHeld: boolean, rtp: RtpStream): Promise<void> {
    const sequence = ++this.#sequence;
    const direction = isHeld ? 'sendonly' : 'sendrecv';
    const plain = requestInDialog(this.#socket, this.#dialog, 'INVITE', sequence);
    const invite = {
      ...plain,
      headers: [...plain.headers, ['Content-Type', 'application/sdp'] as const],
      body: writeSdp(this.#socket.host, rtp.port, { version: 1 + sequence, direction }),
    };
    const hop = nextHop(this.#dialog, this.#peer);
    const status = await new Promise<number>((resolve) => {
      this.#socket.request(invite, hop, (response) => {
        const found = response !== undefined && 'status' in response.start ? response.start.status : 408;
        if (found >= 200) resolve(found);
      });
    });
    if (status >= 300) throw new Error(`The call could not be ${isHeld ? 'held' : 'taken back'}: ${status}`);
    this.#socket.send(requestInDialog(this.#socket, this.#dialog, 'ACK', sequence), hop);
  }

  async hangUp(reason?: string): Promise<void> {
    if (this.#log.has('ended')) return;
    if (!this.#log.has('answered')) {
      this.#socket.send(respond(this.#invite, 486, 'Busy Here', this.#named()), this.#peer);
      return this.#finish('us', 486, 'Busy Here');
    }
    const plain = requestInDialog(this.#socket, this.#dialog, 'BYE', ++this.#sequence);
    const bye = reason === undefined ? plain : { ...plain, headers: [...plain.headers, ['Reason', reason] as const] };
    await new Promise<void>((resolve) => {
      this.#socket.request(bye, nextHop(this.#dialog, this.#peer), () => resolve());
    });
    this.#finish('us', 200, 'BYE');
  }

  #finish(by: 'us' | 'peer', status: number, reason: string): void {
    if (this.#log.has('ended')) return;
    this.close();
    this.#log.add({ type: 'ended', at: this.#log.now(), by, status, reason });
  }

  close(): void {
    clearTimeout(this.#again);
    if (!this.#log.has('ended')) this.#rtp?.close();
  }

  #named() {
    return { tag: this.#tag, headers: [['Contact', contactOf(this.#socket)]] as const };
  }
}
