import { C, UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent } from 'jssip/lib/UA';

/** What a telephone needs to register; `phoneView` of the contract is one. */
export interface SipAccount {
  readonly wsUrl: string;
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly iceServers: readonly {
    readonly urls: string;
    readonly username?: string | undefined;
    readonly credential?: string | undefined;
  }[];
}

export interface SipAgentEvents {
  readonly onLine: (line: 'connecting' | 'registered' | 'lost' | 'refused') => void;
  /** An INVITE; `callId` is the header our exchange adds, null when the exchange rings alone (server away). */
  readonly onRing: (callId: string | null) => void;
  readonly onTalking: () => void;
  readonly onSound: (stream: MediaStream) => void;
  /** The exchange has taken the hold, or its end, that was asked for. */
  readonly onHoldDone: () => void;
  /** The browser sends this key now. */
  readonly onDigit: (digit: string) => void;
  /** `failed`: it rang and was never talked on. */
  readonly onEnd: (how: 'ended' | 'failed', cause: string) => void;
}

/** Milliseconds of a key and of the rest after it; menus of other exchanges hear both of these well. */
const digitMs = 120;
const digitGapMs = 80;

/**
 * One registered telephone with at most one session, on JsSIP. Its settings are the measured ones: recovery within
 * 1..4 s (JsSIP's own 2..30 s is too slow), and after a lost socket a renegotiation, without which a later BYE never
 * arrives.
 */
export class SipAgent {
  readonly #account: SipAccount;
  readonly #events: SipAgentEvents;
  /** JsSIP knows only "not ended"; what a second INVITE means is decided by what comes from the other side. */
  readonly #isAlive: (ringing: string | null, path: RTCPeerConnectionState) => boolean;
  readonly #agent: UA;
  #session: RTCSession | null = null;
  #socketWasLost = false;

  constructor(
    account: SipAccount,
    events: SipAgentEvents,
    isAlive: (ringing: string | null, path: RTCPeerConnectionState) => boolean,
  ) {
    this.#account = account;
    this.#events = events;
    this.#isAlive = isAlive;
    this.#agent = new UA({
      sockets: [new WebSocketInterface(account.wsUrl)],
      uri: account.uri,
      authorization_user: account.user,
      password: account.password,
      register: true,
      register_expires: 60,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
      session_timers: false,
      user_agent: 'Sigap console',
    });
    this.#listen();
    this.#agent.start();
  }

  answer(microphone: MediaStream): void {
    this.#session?.answer({
      mediaStream: microphone,
      mediaConstraints: { audio: true, video: false },
      pcConfig: { iceServers: this.#account.iceServers.map(iceServerOf) },
    });
  }

  /** Hang up or decline, whichever fits. */
  end(): void {
    if (this.#session !== null && !this.#session.isEnded()) this.#session.terminate();
  }

  /**
   * Ask the exchange to hold the caller, or to give them back, by a re-INVITE; `onHoldDone` tells when it did. False: it
   * cannot be asked now. JsSIP ends the session where the exchange refuses; the exchange keeps the caller then.
   */
  hold(isWanted: boolean): boolean {
    const session = this.#session;
    if (session === null || !this.#agent.isConnected()) return false;
    const done = () => this.#session === session && this.#events.onHoldDone();
    return isWanted ? session.hold({}, done) : session.unhold({}, done);
  }

  /** Send silence instead of the microphone, also through a hold and its end. */
  mute(isMuted: boolean): void {
    if (isMuted) this.#session?.mute({ audio: true });
    else this.#session?.unmute({ audio: true });
  }

  /** Send a key in the stream itself (RFC 4733); `onDigit` tells when it goes out. Several in a row are sent in their order. */
  press(digit: string): void {
    this.#session?.sendDTMF(digit, {
      transportType: C.DTMF_TRANSPORT.RFC2833,
      duration: digitMs,
      interToneGap: digitGapMs,
    });
  }

  setPassword(password: string): void {
    this.#agent.set('password', password);
  }

  connection(): RTCPeerConnection | null {
    return this.#session?.isEstablished() === true ? this.#session.connection : null;
  }

  stop(): void {
    this.#agent.stop();
  }

  #listen(): void {
    const { onLine } = this.#events;
    this.#agent.on('connecting', () => onLine('connecting'));
    this.#agent.on('disconnected', () => {
      this.#socketWasLost = true;
      onLine('lost');
    });
    this.#agent.on('registered', () => {
      onLine('registered');
      if (this.#socketWasLost && this.#session?.isEstablished() === true) this.#session.renegotiate();
      this.#socketWasLost = false;
    });
    this.#agent.on('unregistered', () => onLine('lost'));
    this.#agent.on('registrationFailed', () => onLine('refused'));
    // This agent never calls, so every session comes from the exchange.
    this.#agent.on('newRTCSession', (event: IncomingRTCSessionEvent) => this.#receive(event));
  }

  #receive({ session, request }: IncomingRTCSessionEvent): void {
    const before = this.#session;
    const header: unknown = request.getHeader('X-Sigap-Call');
    const callId = typeof header === 'string' && header !== '' ? header : null;
    const path = before?.isEstablished() === true ? before.connection.connectionState : 'closed';
    if (before !== null && (before.isInProgress() || this.#isAlive(callId, path))) {
      session.terminate({ status_code: 486, reason_phrase: 'Busy Here' });
      return;
    }
    this.#session = session;
    // What is left of an exchange that died without a BYE.
    before?.terminate();
    this.#follow(session);
    this.#events.onRing(callId);
  }

  #follow(session: RTCSession): void {
    const isMine = () => this.#session === session;
    const finish = (how: 'ended' | 'failed', cause: string) => {
      if (!isMine()) return;
      this.#session = null;
      this.#events.onEnd(how, cause);
    };
    session.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', (heard) => {
        this.#events.onSound(heard.streams[0] ?? new MediaStream([heard.track]));
      });
    });
    // An unreachable STUN or TURN server must not hold up the answer; ready() more than once is harmless.
    session.on('icecandidate', ({ ready }) => void setTimeout(ready, 500));
    session.on('confirmed', () => {
      if (!isMine()) return;
      const sender = session.connection.getSenders().find(({ track }) => track?.kind === 'audio');
      // An empty tone is the end of the queue.
      sender?.dtmf?.addEventListener('tonechange', ({ tone }) => isMine() && tone !== '' && this.#events.onDigit(tone));
      this.#events.onTalking();
    });
    session.on('ended', ({ cause }) => finish('ended', cause));
    session.on('failed', ({ cause }) => finish('failed', cause));
  }
}

/** Browsers take a missing user name, not an undefined one. */
function iceServerOf(server: SipAccount['iceServers'][number]): RTCIceServer {
  const { urls, username, credential } = server;
  return {
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
