import { C, UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import { echoNumber } from '../echo.ts';
import { WatchedSocket } from './watched-socket.ts';

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

/** A call of this telephone to itself. */
export interface EchoCall {
  /** The exchange took it. */
  readonly connection: () => RTCPeerConnection | null;
  readonly isOver: () => boolean;
  readonly end: () => void;
}

/** A refused or unanswered registration is tried again after these milliseconds, the last one again and again. */
const registerAgainMs = [1000, 2000, 4000, 8000, 15_000];

/** Milliseconds of a key and of the rest after it; menus of other exchanges hear both of these well. */
const digitMs = 120;
const digitGapMs = 80;

/**
 * One registered telephone with at most one session, on JsSIP. Its settings are the measured ones: recovery within
 * 1..4 s (JsSIP's own 2..30 s is too slow), and after a lost socket a word to the exchange, without which a later BYE never
 * arrives.
 */
export class SipAgent {
  readonly #account: SipAccount;
  readonly #events: SipAgentEvents;
  /** JsSIP knows only "not ended"; what a second INVITE means is decided by what comes from the other side. */
  readonly #isAlive: (ringing: string | null, path: RTCPeerConnectionState) => boolean;
  readonly #agent: UA;
  #session: RTCSession | null = null;
  #echo: RTCSession | null = null;
  #socketWasLost = false;
  #refusals = 0;
  #registering: ReturnType<typeof setTimeout> | undefined;
  #isRetired = false;

  constructor(
    account: SipAccount,
    events: SipAgentEvents,
    isAlive: (ringing: string | null, path: RTCPeerConnectionState) => boolean,
  ) {
    this.#account = account;
    this.#events = events;
    this.#isAlive = isAlive;
    this.#agent = new UA({
      sockets: [new WatchedSocket(account.wsUrl)],
      uri: account.uri,
      authorization_user: account.user,
      password: account.password,
      register: true,
      register_expires: 60,
      connection_recovery_min_interval: 1,
      // Not the same for all desks: after a restart of the exchange they do not come all at once.
      connection_recovery_max_interval: 3 + Math.floor(3 * Math.random()),
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

  /** Another microphone in mid-call: its sound takes the place of the old one's, and the exchange notices nothing. */
  async speakThrough(microphone: MediaStream): Promise<void> {
    const track = microphone.getAudioTracks()[0] ?? null;
    for (const session of [this.#session, this.#echo]) {
      // JsSIP has no connection before the answer.
      const connection: RTCPeerConnection | undefined = session?.connection;
      const sender = connection?.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio')?.sender;
      if (track === null || sender === undefined) continue;
      // Muted or on hold stays so.
      track.enabled = sender.track?.enabled ?? true;
      await sender.replaceTrack(track);
    }
  }

  /** Call the exchange's echo; a call that rings ends it. Null while there is a call or no line. */
  echo(microphone: MediaStream, onSound: (stream: MediaStream) => void): EchoCall | null {
    if (this.#session !== null || this.#echo !== null || !this.#agent.isRegistered()) return null;
    let isOver = false;
    const over = () => {
      isOver = true;
      if (this.#echo === session) this.#echo = null;
    };
    const session = this.#agent.call(echoNumber, {
      mediaStream: microphone,
      mediaConstraints: { audio: true, video: false },
      pcConfig: { iceServers: this.#account.iceServers.map(iceServerOf) },
      eventHandlers: {
        ended: over,
        failed: over,
        icecandidate: ({ ready }) => void setTimeout(ready, 500),
        peerconnection: ({ peerconnection }) => followSound(peerconnection, onSound),
      },
    });
    this.#echo = session;
    return {
      connection: () => (session.isEstablished() ? session.connection : null),
      isOver: () => isOver,
      end: () => this.#endEcho(session),
    };
  }

  #endEcho(echo: RTCSession | null = this.#echo): void {
    if (echo !== null && !echo.isEnded()) echo.terminate();
    if (this.#echo === echo) this.#echo = null;
  }

  setPassword(password: string): void {
    this.#agent.set('password', password);
  }

  /** Ring here no more, because another tab does; a call that is on goes on to its end. */
  retire(): void {
    this.#isRetired = true;
    clearTimeout(this.#registering);
    this.#endEcho();
    this.#agent.unregister();
  }

  connection(): RTCPeerConnection | null {
    return this.#session?.isEstablished() === true ? this.#session.connection : null;
  }

  stop(): void {
    this.#isRetired = true;
    clearTimeout(this.#registering);
    this.#agent.stop();
  }

  #listen(): void {
    const { onLine } = this.#events;
    this.#agent.on('connecting', () => onLine('connecting'));
    this.#agent.on('disconnected', () => {
      this.#socketWasLost = true;
      clearTimeout(this.#registering);
      onLine('lost');
    });
    this.#agent.on('registered', () => {
      this.#refusals = 0;
      onLine('registered');
      if (this.#socketWasLost) this.#renewCall();
      this.#socketWasLost = false;
    });
    this.#agent.on('unregistered', () => onLine('lost'));
    this.#agent.on('registrationFailed', () => {
      onLine('refused');
      this.#registerAgain();
    });
    this.#agent.on('newRTCSession', (event: RTCSessionEvent) => {
      // The one call this agent makes is the echo.
      if (event.originator === 'remote') this.#receive(event);
    });
  }

  /** JsSIP leaves it at one refusal; a password may be renewed meanwhile, and an exchange that just started refuses for a moment. */
  #registerAgain(): void {
    clearTimeout(this.#registering);
    if (this.#isRetired) return;
    const pause = registerAgainMs[Math.min(this.#refusals++, registerAgainMs.length - 1)] ?? 15_000;
    this.#registering = setTimeout(
      () => {
        if (!this.#isRetired && this.#agent.isConnected()) this.#agent.register();
      },
      pause * (0.75 + Math.random() / 2),
    );
  }

  /**
   * After a lost socket: tell the exchange the new way for a BYE, and find a new way for the sound where the old one is dead. As
   * long as sound flows it is an UPDATE that nothing hangs on (RFC 3311): JsSIP ends a session whose re-INVITE gets no
   * answer, and a network that comes and goes would cut the citizen off in the middle of a word.
   */
  #renewCall(): void {
    const session = this.#session;
    if (session?.isEstablished() !== true) return;
    const isDead = ['disconnected', 'failed'].includes(session.connection.iceConnectionState);
    if (isDead) session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
    else {
      // Public in JsSIP, left out of its types.
      const { sendRequest } = session as { readonly sendRequest?: (method: string, options: object) => void };
      sendRequest?.call(session, C.UPDATE, { extraHeaders: [`Contact: ${session.contact}`] });
    }
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
    // Whoever calls outranks a check.
    this.#endEcho();
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
    session.on('peerconnection', ({ peerconnection }) =>
      followSound(peerconnection, (stream) => this.#events.onSound(stream)),
    );
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

function followSound(connection: RTCPeerConnection, onSound: (stream: MediaStream) => void): void {
  connection.addEventListener('track', ({ streams, track }) => onSound(streams[0] ?? new MediaStream([track])));
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
