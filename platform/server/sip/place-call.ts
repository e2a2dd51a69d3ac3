import { randomUUID } from 'node:crypto';
import { type CallEvent, type CallEventType, CallLog } from './call-log.ts';
import { answerInDialog, contactOf, type DialogState, dialogFromResponse, nextHop, requestInDialog } from './dialog.ts';
import { digestAnswer } from './digest.ts';
import { headerOf, parameterOf, respond, type SipMessage } from './message.ts';
import { type Heard, openRtp, type RtpStream, readSdp, writeSdp } from './rtp.ts';
import type { Sound } from './sound.ts';
import { newBranch, newTag, openSipSocket, type Peer, type SipSocket, type Transaction } from './transport.ts';

export interface CallOptions {
  readonly host: string;
  readonly port: number;
  /** Number or user name shown as the caller. */
  readonly from: string;
  readonly to: string;
  /** Source address of signalling and media; 127.0.0.1 by default. */
  readonly localAddress?: string;
  /** What the caller sends; `none` sends no packet at all, as a one-way fault does. */
  readonly audio: Sound | 'none';
  /** Seconds after the answer at which the caller hangs up. */
  readonly seconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Password for a challenge; the user is `from`. Without it a challenge ends the call. */
  readonly password?: string;
  /** Further parts of the body beside the SDP, for a location in the call (RFC 6442). */
  readonly attachment?: { readonly contentType: string; readonly contentId: string; readonly content: string };
  readonly signal?: AbortSignal;
}

export interface PlacedCall {
  readonly callId: string;
  readonly events: readonly CallEvent[];
  readonly heard: Heard;
  /** The longest that a packet of audio was sent late by, because this machine stood still: milliseconds. */
  latest(): number;
  /** Milliseconds since the INVITE. */
  now(): number;
  listen(listener: (event: CallEvent) => void): () => void;
  waitFor(type: CallEventType, limitMs?: number): Promise<CallEvent>;
  say(sound: Sound): void;
  press(digit: string): Promise<void>;
  /** CANCEL before the answer, BYE after it; resolves when the call is over. */
  hangUp(): Promise<void>;
}

/** Place a call over UDP. Resolves once the INVITE is sent; everything further comes as events. */
export async function placeCall(options: CallOptions): Promise<PlacedCall> {
  const call = new Call(options);
  await call.open();
  return call.expose();
}

class Call {
  readonly #options: CallOptions;
  readonly #log = new CallLog();
  readonly #callId = randomUUID();
  readonly #from: string;
  readonly #to: string;
  readonly #peer: Peer;
  #branch = newBranch();
  #sequence = 1;
  #socket: SipSocket | undefined;
  #rtp: RtpStream | undefined;
  #transaction: Transaction | undefined;
  #dialog: DialogState | undefined;
  #ack: SipMessage | undefined;
  #cancelled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#peer = { host: options.host, port: options.port };
    const address = options.localAddress ?? '127.0.0.1';
    this.#from = `<sip:${options.from}@${address}>;tag=${newTag()}`;
    this.#to = `<sip:${options.to}@${options.host}:${options.port}>`;
  }

  async open(): Promise<void> {
    const address = this.#options.localAddress ?? '127.0.0.1';
    const socket = await openSipSocket(address, 0, (request, peer) => this.#requested(request, peer));
    const rtp = await openRtp(address, () => this.#log.now());
    this.#socket = socket;
    this.#rtp = rtp;
    this.#options.signal?.addEventListener('abort', () => void this.hangUp(), { once: true });
    this.#sendInvite(socket, rtp, undefined);
  }

  #sendInvite(socket: SipSocket, rtp: RtpStream, authorization: string | undefined): void {
    const invite = this.#writeInvite(socket, writeSdp(socket.host, rtp.port), authorization);
    const branch = this.#branch;
    this.#transaction = socket.request(invite, this.#peer, (response) => {
      // A refusal that comes again after the INVITE was sent anew belongs to the old one.
      if (branch === this.#branch) this.#responded(response);
    });
  }

  #writeInvite(socket: SipSocket, sdp: string, authorization: string | undefined): SipMessage {
    const { attachment, headers = {} } = this.#options;
    const boundary = 'parts-of-the-call';
    const [contentType, body] =
      attachment === undefined
        ? ['application/sdp', sdp]
        : [
            `multipart/mixed;boundary=${boundary}`,
            [
              `--${boundary}`,
              'Content-Type: application/sdp',
              '',
              sdp,
              `--${boundary}`,
              `Content-Type: ${attachment.contentType}`,
              `Content-ID: <${attachment.contentId}>`,
              '',
              attachment.content,
              `--${boundary}--`,
              '',
            ].join('\r\n'),
          ];
    return {
      start: { method: 'INVITE', uri: `sip:${this.#options.to}@${this.#options.host}:${this.#options.port}` },
      headers: [
        ['Via', socket.via(this.#branch)],
        ['Max-Forwards', '70'],
        ['From', this.#from],
        ['To', this.#to],
        ['Call-ID', this.#callId],
        ['CSeq', `${this.#sequence} INVITE`],
        ['Contact', contactOf(socket)],
        ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE'],
        ...Object.entries(headers),
        ...(authorization === undefined ? [] : ([['Authorization', authorization]] as const)),
        ['Content-Type', contentType],
      ],
      body,
    };
  }

  #responded(response: SipMessage | undefined): void {
    if (response === undefined || !('status' in response.start)) {
      this.#finish('silence', 408, 'No response');
      return;
    }
    const { status, reason } = response.start;
    if (status >= 300) {
      this.#acknowledgeRefusal(response);
      if (status === 401 && this.#authenticate(response)) return;
      this.#finish(this.#cancelled ? 'us' : 'refused', status, reason);
    } else if (status >= 200) this.#answered(response);
    else this.#proceeding(response, status);
  }

  #authenticate(response: SipMessage): boolean {
    const { password, from, to, host, port } = this.#options;
    if (password === undefined || this.#sequence > 1 || this.#rtp === undefined) return false;
    const uri = `sip:${to}@${host}:${port}`;
    const challenge = headerOf(response, 'www-authenticate');
    this.#sequence++;
    this.#branch = newBranch();
    this.#sendInvite(this.#open(), this.#rtp, digestAnswer(challenge, { user: from, password, method: 'INVITE', uri }));
    return true;
  }

  #proceeding(response: SipMessage, status: number): void {
    if (this.#cancelled) this.#sendCancel();
    if (status === 100) this.#note('trying');
    if (status === 180) this.#note('ringing');
    if (status > 100 && readSdp(response.body) !== undefined) {
      this.#note('early-media');
      this.#media(response);
    }
  }

  #answered(response: SipMessage): void {
    if (this.#ack === undefined) {
      this.#dialog = dialogFromResponse(response);
      const socket = this.#open();
      this.#ack = requestInDialog(socket, this.#dialog, 'ACK', this.#sequence);
    }
    // A repeated 200 means that our ACK was lost: it is sent again, unchanged.
    this.#open().send(this.#ack, this.#hop());
    if (this.#log.has('answered') || this.#log.has('ended')) return;
    // Before anybody is told: who hears of the answer may say something else at once.
    this.#media(response);
    this.#note('answered');
    const { seconds } = this.#options;
    if (seconds !== undefined) this.#timer = setTimeout(() => void this.hangUp(), seconds * 1000);
    // The CANCEL crossed with the answer (RFC 3261 §9.1): the call is up and must be ended by BYE.
    if (this.#cancelled) void this.hangUp();
  }

  #media(response: SipMessage): void {
    const there = readSdp(response.body);
    if (there === undefined || this.#options.audio === 'none') return;
    this.#rtp?.sendTo(there.host, there.port, this.#options.audio);
  }

  #requested(request: SipMessage, peer: Peer): void {
    const socket = this.#open();
    if (headerOf(request, 'call-id') !== this.#callId || this.#rtp === undefined) {
      socket.send(respond(request, 481, 'Call Does Not Exist'), peer);
      return;
    }
    const sdp = writeSdp(socket.host, this.#rtp.port);
    if (answerInDialog(socket, request, peer, sdp)) this.#finish('peer', 200, reasonIn(request));
  }

  #acknowledgeRefusal(response: SipMessage): void {
    const socket = this.#open();
    // Same branch as the INVITE: it belongs to the same transaction (RFC 3261 §17.1.1.3).
    socket.send(
      {
        start: { method: 'ACK', uri: `sip:${this.#options.to}@${this.#options.host}:${this.#options.port}` },
        headers: [
          ['Via', socket.via(this.#branch)],
          ['Max-Forwards', '70'],
          ['From', this.#from],
          ['To', headerOf(response, 'to')],
          ['Call-ID', this.#callId],
          ['CSeq', `${this.#sequence} ACK`],
        ],
        body: '',
      },
      this.#peer,
    );
  }

  async hangUp(): Promise<void> {
    if (this.#log.has('ended')) return;
    if (this.#dialog !== undefined) {
      const bye = requestInDialog(this.#open(), this.#dialog, 'BYE', this.#sequence + 1);
      await new Promise<void>((resolve) => {
        this.#open().request(bye, this.#hop(), () => resolve());
      });
      return this.#finish('us', 200, 'BYE');
    }
    this.#cancelled = true;
    // A CANCEL must not overtake the first response (RFC 3261 §9.1); without one it waits for it.
    if (this.#log.events.length > 0) this.#sendCancel();
    await this.#log.waitFor('ended', 40_000);
  }

  #cancelSent = false;

  #sendCancel(): void {
    if (this.#cancelSent) return;
    this.#cancelSent = true;
    const socket = this.#open();
    const cancel: SipMessage = {
      start: { method: 'CANCEL', uri: `sip:${this.#options.to}@${this.#options.host}:${this.#options.port}` },
      headers: [
        ['Via', socket.via(this.#branch)],
        ['Max-Forwards', '70'],
        ['From', this.#from],
        ['To', this.#to],
        ['Call-ID', this.#callId],
        ['CSeq', `${this.#sequence} CANCEL`],
      ],
      body: '',
    };
    socket.request(cancel, this.#peer, () => undefined);
  }

  #finish(by: 'us' | 'peer' | 'refused' | 'silence', status: number, reason: string): void {
    if (this.#log.has('ended')) return;
    clearTimeout(this.#timer);
    this.#transaction?.stop();
    this.#rtp?.pause();
    this.#log.add({ type: 'ended', at: this.#log.now(), by, status, reason });
    // Left open a little: a peer whose BYE was not answered in time sends it again.
    setTimeout(() => {
      this.#socket?.close();
      this.#rtp?.close();
    }, 500);
  }

  #note(type: Exclude<CallEventType, 'ended'>): void {
    if (!this.#log.has(type)) this.#log.add({ type, at: this.#log.now() });
  }

  #hop(): Peer {
    return this.#dialog === undefined ? this.#peer : nextHop(this.#dialog, this.#peer);
  }

  #open(): SipSocket {
    if (this.#socket === undefined) throw new Error('The call has no socket yet');
    return this.#socket;
  }

  expose(): PlacedCall {
    const rtp = this.#rtp;
    if (rtp === undefined) throw new Error('The call has no audio yet');
    return {
      callId: this.#callId,
      events: this.#log.events,
      heard: rtp.heard,
      latest: () => rtp.latest(),
      now: () => this.#log.now(),
      listen: (listener) => this.#log.listen(listener),
      waitFor: (type, limitMs) => this.#log.waitFor(type, limitMs),
      say: (sound) => rtp.say(sound),
      press: (digit) => rtp.press(digit),
      hangUp: () => this.hangUp(),
    };
  }
}

function reasonIn(request: SipMessage): string {
  const reason = headerOf(request, 'reason');
  return parameterOf(reason, 'text')?.replaceAll('"', '') ?? 'BYE';
}
