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

export interface SipAgent {
  readonly answer: (microphone: MediaStream) => void;
  /** Hang up or decline, whichever fits. */
  readonly end: () => void;
  readonly setPassword: (password: string) => void;
  readonly connection: () => RTCPeerConnection | null;
  readonly stop: () => void;
}

/** JsSIP knows only "ended"; whether sound still comes decides what a second INVITE means. */
export type IsAlive = () => boolean;

/**
 * One registered telephone with at most one session. Settings are the measured ones: recovery within 1..4 s (JsSIP's own
 * 2..30 s is too slow), and after a lost socket a renegotiation, without which a later BYE never arrives.
 */
export function startSipAgent(account: SipAccount, events: SipAgentEvents, isAlive: IsAlive): SipAgent {
  let session: RTCSession | null = null;
  let socketWasLost = false;
  const agent = new UA({
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
  agent.on('connecting', () => events.onLine('connecting'));
  agent.on('disconnected', () => {
    socketWasLost = true;
    events.onLine('lost');
  });
  agent.on('registered', () => {
    events.onLine('registered');
    if (socketWasLost && session?.isEstablished() === true) session.renegotiate();
    socketWasLost = false;
  });
  agent.on('unregistered', () => events.onLine('lost'));
  agent.on('registrationFailed', () => events.onLine('refused'));
  // This agent never calls, so every session comes from the exchange.
  agent.on('newRTCSession', (event: IncomingRTCSessionEvent) => {
    const incoming = event.session;
    if (session !== null && isAlive()) {
      incoming.terminate({ status_code: 486, reason_phrase: 'Busy Here' });
      return;
    }
    // The old one is a leftover of an exchange that died without a BYE.
    const leftover = session;
    session = incoming;
    leftover?.terminate();
    follow(incoming);
    const header = event.request.getHeader('X-Sigap-Call');
    events.onRing(typeof header === 'string' && header !== '' ? header : null);
  });

  function follow(one: RTCSession): void {
    const finish = (how: 'ended' | 'failed', cause: string) => {
      if (session !== one) return;
      session = null;
      events.onEnd(how, cause);
    };
    one.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', (track) => {
        events.onSound(track.streams[0] ?? new MediaStream([track.track]));
      });
    });
    // An unreachable STUN or TURN server must not hold up the answer; ready() more than once is harmless.
    one.on('icecandidate', ({ ready }) => void setTimeout(ready, 500));
    one.on('confirmed', () => session === one && events.onTalking());
    one.on('ended', ({ cause }) => finish('ended', cause));
    one.on('failed', ({ cause }) => finish('failed', cause));
  }

  agent.start();
  return {
    answer: (microphone) => {
      session?.answer({
        mediaStream: microphone,
        mediaConstraints: { audio: true, video: false },
        pcConfig: { iceServers: account.iceServers.map(iceServerOf) },
      });
    },
    end: () => {
      if (session !== null && !session.isEnded()) session.terminate();
    },
    setPassword: (password) => void agent.set('password', password),
    connection: () => (session?.isEstablished() === true ? session.connection : null),
    stop: () => agent.stop(),
  };
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
