import { UA, WebSocketInterface } from 'jssip';
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
  /** `failed`: it rang and was never talked on. */
  readonly onEnd: (how: 'ended' | 'failed', cause: string) => void;
}

/**
 * One registered telephone with at most one session, on JsSIP. Its settings are the measured ones: recovery within
 * 1..4 s (JsSIP's own 2..30 s is too slow), and after a lost socket a renegotiation, without which a later BYE never
 * arrives.
 */
export class SipAgent {
  readonly #account: SipAccount;
  readonly #events: SipAgentEvents;
  /** JsSIP knows only "not ended"; whether sound still comes decides what a second INVITE means. */
  readonly #isAlive: () => boolean;
  readonly #agent: UA;
  #session: RTCSession | null = null;
  #socketWasLost = false;

  constructor(account: SipAccount, events: SipAgentEvents, isAlive: () => boolean) {
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
    if (before !== null && (before.isInProgress() || this.#isAlive())) {
      session.terminate({ status_code: 486, reason_phrase: 'Busy Here' });
      return;
    }
    this.#session = session;
    // What is left of an exchange that died without a BYE.
    before?.terminate();
    this.#follow(session);
    const header: unknown = request.getHeader('X-Sigap-Call');
    this.#events.onRing(typeof header === 'string' && header !== '' ? header : null);
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
    session.on('confirmed', () => isMine() && this.#events.onTalking());
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
