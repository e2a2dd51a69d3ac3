import { createMicrophone, type Microphone, type MicrophoneState } from './microphone.ts';
import { createRing, type Ring } from './ring.ts';
import type { SipAccount, SipAgent } from './sip-agent.ts';

/** `other_tab`: this browser's telephone is in another tab, which keeps it until that tab is closed. */
export type PhoneLine = 'off' | 'other_tab' | 'connecting' | 'registered' | 'lost' | 'refused';

export interface PhoneSession {
  readonly callId: string | null;
  readonly stage: 'ringing' | 'answering' | 'talking';
  /** By this machine's clock, as ISO text. */
  readonly since: string;
}

/** Packets so far and the level now, between 0 and 1. */
export interface SoundFlow {
  readonly packets: number;
  readonly level: number;
}

export interface PhoneState {
  readonly line: PhoneLine;
  readonly microphone: MicrophoneState;
  /** False: the browser holds the ring back until somebody presses something. */
  readonly isAudible: boolean;
  readonly session: PhoneSession | null;
  readonly incoming: SoundFlow;
  readonly outgoing: SoundFlow;
  /** The last answer did not come through; cleared by the next ring. */
  readonly answerFailed: string | null;
}

export interface Phone {
  readonly state: () => PhoneState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Be this telephone; again with another password after the server gave a new one. */
  readonly use: (account: SipAccount) => void;
  readonly answer: () => void;
  /** End the session without asking the server. */
  readonly drop: () => void;
  readonly unlockSound: () => void;
  readonly retryMicrophone: () => void;
  readonly stop: () => void;
}

const silence: SoundFlow = { packets: 0, level: 0 };
const initial: PhoneState = {
  line: 'off',
  microphone: 'off',
  isAudible: true,
  session: null,
  incoming: silence,
  outgoing: silence,
  answerFailed: null,
};
/** Milliseconds between two looks at the streams; sound that stood still for three of them is gone. */
const lookMs = 1000;

/**
 * The telephone of this browser: one for all its tabs (a lock), registered directly with the exchange, so that it rings
 * also while our server is away. Whether a call is answered is decided by a person here; everything after it by the server.
 */
export function createPhone(): Phone {
  const listeners = new Set<() => void>();
  let state = initial;
  let account: SipAccount | null = null;
  let agent: SipAgent | null = null;
  /** What `agent` was started with. */
  let running: SipAccount | null = null;
  let ring: Ring | null = null;
  let release: (() => void) | null = null;
  let isStarting = false;
  let looking: ReturnType<typeof setInterval> | undefined;
  let soundAt = 0;

  const set = (change: Partial<PhoneState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const microphone: Microphone = createMicrophone((next) => {
    set({ microphone: next });
    if (next === 'ready') void begin();
  });
  const speaker = new Audio();
  speaker.autoplay = true;

  /** Register once there is an account, the lock and a microphone; whoever comes last starts it. */
  async function begin(): Promise<void> {
    if (isStarting || agent !== null || account === null || release === null || state.microphone !== 'ready') return;
    isStarting = true;
    set({ line: 'connecting' });
    try {
      const { startSipAgent } = await import('./sip-agent.ts');
      if (account === null || release === null) return;
      running = account;
      agent = startSipAgent(account, events, () => Date.now() - soundAt < 3 * lookMs);
    } finally {
      isStarting = false;
    }
  }

  const events = {
    onLine: (line: PhoneLine) => set({ line }),
    onRing: (callId: string | null) => {
      ring?.start();
      set({ session: { callId, stage: 'ringing', since: new Date().toISOString() }, answerFailed: null });
    },
    onTalking: () => {
      if (state.session === null) return;
      soundAt = Date.now();
      set({ session: { ...state.session, stage: 'talking', since: new Date().toISOString() } });
      clearInterval(looking);
      looking = setInterval(() => void look(), lookMs);
    },
    onSound: (stream: MediaStream) => {
      speaker.srcObject = stream;
      void speaker.play().catch(() => set({ isAudible: false }));
    },
    onEnd: (how: 'ended' | 'failed', cause: string) => {
      ring?.stop();
      clearInterval(looking);
      speaker.srcObject = null;
      const answerFailed = how === 'failed' && state.session?.stage === 'answering' ? cause : null;
      set({ session: null, incoming: silence, outgoing: silence, answerFailed });
      renewLine();
    },
  };

  /** Move to another line (a new exchange address) as soon as nobody talks on the old one. */
  function renewLine(): void {
    if (agent === null || account === null || running === null || state.session !== null) return;
    if (isSameLine(running, account)) return;
    agent.stop();
    agent = null;
    void begin();
  }

  async function look(): Promise<void> {
    const connection = agent?.connection() ?? null;
    if (connection === null) return;
    const { incoming, outgoing } = flowsOf(await connection.getStats());
    if (incoming.packets > state.incoming.packets) soundAt = Date.now();
    if (state.session !== null) set({ incoming, outgoing });
  }

  /** Only one tab of a browser rings; the next in line takes over when it goes. */
  function takeLock(): void {
    if (release !== null) return;
    const hold = () =>
      new Promise<void>((resolve) => {
        release = resolve;
        void microphone.open();
        void begin();
      });
    if (!('locks' in navigator)) return void hold();
    void navigator.locks.request('sigap.phone', { ifAvailable: true }, (lock) => {
      if (lock !== null) return hold();
      set({ line: 'other_tab' });
      void navigator.locks.request('sigap.phone', () => (account === null ? undefined : hold()));
      return undefined;
    });
  }

  function stop(): void {
    account = null;
    ring?.stop();
    clearInterval(looking);
    agent?.stop();
    agent = null;
    microphone.close();
    release?.();
    release = null;
    set({ ...initial, isAudible: state.isAudible });
  }
  guardPage(
    () => state.session?.stage === 'talking',
    () => agent?.stop(),
  );

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    use: (next) => {
      account = next;
      ring ??= createRing((isAudible) => set({ isAudible }));
      if (running !== null && isSameLine(running, next)) agent?.setPassword(next.password);
      renewLine();
      takeLock();
    },
    answer: () => {
      if (state.session?.stage !== 'ringing') return;
      ring?.stop();
      set({ session: { ...state.session, stage: 'answering' } });
      void microphone.open().then((stream) => {
        if (stream !== null) return agent?.answer(stream);
        // Without a microphone the next desk is better: the ring is given back at once.
        agent?.end();
      });
    },
    drop: () => agent?.end(),
    unlockSound: () => {
      ring?.unlock();
      if (speaker.srcObject !== null) void speaker.play().then(() => set({ isAudible: true }));
    },
    retryMicrophone: () => void microphone.open(),
    stop,
  };
}

function isSameLine(one: SipAccount, other: SipAccount): boolean {
  return one.wsUrl === other.wsUrl && one.uri === other.uri && one.user === other.user;
}

/**
 * A page that goes away signs its telephone off, so that the exchange keeps the caller and rings again; leaving in
 * mid-call is asked about first.
 */
function guardPage(isTalking: () => boolean, signOff: () => void): void {
  window.addEventListener('pagehide', signOff);
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  window.addEventListener('beforeunload', (event) => {
    if (isTalking()) event.preventDefault();
  });
}

/** Both directions out of WebRTC statistics (W3C webrtc-stats §8.4, §8.6, §8.9). */
export function flowsOf(report: Pick<RTCStatsReport, 'forEach'>): {
  readonly incoming: SoundFlow;
  readonly outgoing: SoundFlow;
} {
  let incoming = silence;
  let sent = 0;
  let spoken = 0;
  report.forEach((entry: Readonly<Record<string, unknown>>) => {
    const figure = (name: string) => (typeof entry[name] === 'number' ? entry[name] : 0);
    if (entry.kind !== 'audio') return;
    if (entry.type === 'inbound-rtp') incoming = { packets: figure('packetsReceived'), level: figure('audioLevel') };
    if (entry.type === 'outbound-rtp') sent = figure('packetsSent');
    if (entry.type === 'media-source') spoken = figure('audioLevel');
  });
  return { incoming, outgoing: { packets: sent, level: spoken } };
}

let only: Phone | null = null;

/** The telephone of this page; made at first use, so that screens without calls never touch a microphone. */
export function thePhone(): Phone {
  only ??= createPhone();
  return only;
}
