import { flowsOf, type SoundFlow, silence } from './flows.ts';
import { createMicrophone, type MicrophoneState } from './microphone.ts';
import type { PhoneSession } from './phone-session.ts';
import * as sessions from './phone-session.ts';
import { createTabLine } from './phone-tab.ts';
import { createRing, type Ring } from './ring.ts';
import type { EchoCall, SipAccount, SipAgent, SipAgentEvents } from './sip-agent.ts';
import { createCallSound, type SoundMeans } from './sound/call-sound.ts';
import { keepChoice, playOn, readChoice, type SoundChoice } from './sound/sound-devices.ts';
import type { SoundNow } from './sound/sound-watch.ts';

/** `other_tab`: this browser's telephone is in another tab, until that one is closed or this one takes it over. */
export type PhoneLine = 'off' | 'other_tab' | 'connecting' | 'registered' | 'lost' | 'refused';

export interface PhoneState {
  readonly line: PhoneLine;
  /** The tab that has the telephone is in a call. */
  readonly isOtherTabBusy: boolean;
  readonly microphone: MicrophoneState;
  /** Another microphone took the place of the one in use, at that moment. */
  readonly microphoneChange: { readonly name: string; readonly at: number } | null;
  readonly devices: SoundChoice;
  /** A chosen output is not there; the system's own is used. */
  readonly isOutputGone: boolean;
  /** False: the browser holds the ring back until somebody presses something. */
  readonly isAudible: boolean;
  /** Calls ring at the SIP telephone on the desk: this page shows what the server says of it. */
  readonly isDevice: boolean;
  readonly session: PhoneSession | null;
  readonly incoming: SoundFlow;
  readonly outgoing: SoundFlow;
  /** How the sound of this call is now; null without one, and while it is not known. */
  readonly sound: SoundNow | null;
  /** The last answer did not come through; cleared by the next ring. */
  readonly answerFailed: string | null;
}

const initial: PhoneState = {
  line: 'off',
  isOtherTabBusy: false,
  microphone: 'off',
  microphoneChange: null,
  devices: readChoice(),
  isOutputGone: false,
  isAudible: true,
  isDevice: false,
  session: null,
  incoming: silence,
  outgoing: silence,
  sound: null,
  answerFailed: null,
};
/** How long one desk rings (design.md §5: 5 s), with a second for the network. */
const ringMs = 6000;
/** Milliseconds between two looks at the streams. */
const lookMs = 1000;

/**
 * The telephone of this browser: one for all its tabs (a lock), registered directly with the exchange, so that it rings
 * also while our server is away. Whether a call is answered is decided by a person here; everything after it by the server.
 */
export class Phone {
  #state = initial;
  readonly #listeners = new Set<() => void>();
  readonly #speaker = new Audio();
  readonly #microphone = createMicrophone({
    onState: (microphone) => {
      this.#set({ microphone });
      if (microphone === 'ready') void this.#begin();
    },
    onChange: (stream) => {
      void this.#agent?.speakThrough(stream);
      const name = stream.getAudioTracks()[0]?.label ?? '';
      this.#set({ microphoneChange: { name, at: Date.now() } });
    },
    chosen: () => this.#state.devices.microphone,
  });
  readonly #tab = createTabLine({
    held: () => {
      this.#hasLine = true;
      this.#set({ line: 'connecting', isOtherTabBusy: false });
      void this.#microphone.open();
      void this.#begin();
    },
    lost: () => this.#yield(),
    waiting: (isOtherTabBusy) => this.#set({ line: 'other_tab', isOtherTabBusy }),
    answered: (callId) => {
      const { session } = this.#state;
      if (session === null || session.callId === callId) this.answer(callId);
    },
  });
  readonly #sound = createCallSound();
  #ring: Ring | null = null;
  #account: SipAccount | null = null;
  #agent: SipAgent | null = null;
  /** What the agent was started with. */
  #running: SipAccount | null = null;
  #isStarting = false;
  /** This tab has the telephone. */
  #hasLine = false;
  /** Its call ends the agent: another tab took the telephone over meanwhile. */
  #isRetired = false;
  #looking: ReturnType<typeof setInterval> | undefined;
  #soundAt = 0;
  #remindedAt = 0;
  #answerOnRing: { readonly callId: string; readonly until: number } | null = null;

  constructor() {
    this.#speaker.autoplay = true;
    // A page that goes away signs its telephone off, so that the exchange keeps the caller and rings again.
    window.addEventListener('pagehide', () => this.#agent?.stop());
    window.addEventListener('pageshow', (event) => event.persisted && location.reload());
    window.addEventListener('beforeunload', (event) => {
      if (this.#state.session?.stage === 'talking' && !this.#state.isDevice) event.preventDefault();
    });
  }

  readonly state = (): PhoneState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Be this telephone; again with another password after the server gave a new one. */
  use(account: SipAccount): void {
    this.#account = account;
    if (this.#ring === null) {
      this.#ring = createRing((isAudible) => this.#set({ isAudible }));
      void this.#route();
    }
    if (this.#running !== null && isSameLine(this.#running, account)) this.#agent?.setPassword(account.password);
    this.#renewLine();
    this.#tab.join();
  }

  /** Show the telephone on the desk, and have none here; null: have one again. */
  mirror(device: { readonly isRegistered: boolean; readonly session: PhoneSession | null } | null): void {
    if (this.#state.isDevice !== (device !== null)) this.stop();
    if (device === null) return;
    this.#set({ isDevice: true, line: device.isRegistered ? 'registered' : 'lost', session: device.session });
  }

  /** Have the telephone in this tab. A call that is on in the other one stays there to its end. */
  takeOver(): void {
    this.#tab.takeOver();
  }

  /** Other devices from now on, also in mid-call. */
  choose(change: Partial<SoundChoice>): void {
    const devices = { ...this.#state.devices, ...change };
    keepChoice(devices);
    this.#set({ devices });
    if (change.microphone !== undefined) void this.#microphone.change();
    void this.#route();
  }

  /** Follow the sound of calls from now on. */
  followSound(means: SoundMeans): void {
    this.#sound.give(means);
  }

  /** The ring as it would be heard, once. */
  tryRing(): void {
    this.#ring?.remind();
  }

  openMicrophone(): Promise<MediaStream | null> {
    return this.#microphone.open();
  }

  /** Hear oneself through the exchange; a call that rings ends it. Null while there is no line or a call. */
  echo(microphone: MediaStream): EchoCall | null {
    if (this.#state.session !== null || this.#state.line !== 'registered') return null;
    return this.#agent?.echo(microphone, (stream) => this.#play(stream)) ?? null;
  }

  /**
   * Answer. The screen often knows of the call a moment before the telephone rings; who answers then is not asked to
   * press again: the ring of that very call is answered as it arrives.
   */
  answer(offeredCallId: string | null): void {
    const { session, line, isDevice } = this.#state;
    // By its handset alone.
    if (isDevice) return;
    if (session === null && offeredCallId !== null) {
      if (line === 'other_tab') this.#tab.answerThere(offeredCallId);
      else this.#answerOnRing = { callId: offeredCallId, until: Date.now() + ringMs };
    }
    if (session?.stage !== 'ringing') return;
    this.#answerOnRing = null;
    this.#ring?.stop();
    this.#set({ session: sessions.answering(session) });
    void this.#microphone.open().then((stream) => {
      // Without a microphone the next desk is better: the ring is given back at once.
      if (stream === null) return this.#agent?.end();
      // One microphone for all calls: whoever was held or not to be heard at the end of the last one is heard now.
      for (const track of stream.getAudioTracks()) track.enabled = true;
      this.#agent?.answer(stream);
    });
  }

  /** Hold the caller, or take them back; nothing happens while that cannot be asked of the exchange. */
  hold(isWanted: boolean): void {
    const { session } = this.#state;
    const asked = session === null ? null : sessions.askHold(session, isWanted, new Date().toISOString());
    if (asked === null || this.#agent?.hold(isWanted) !== true) return;
    this.#remindedAt = 0;
    this.#set({ session: asked });
  }

  mute(isMuted: boolean): void {
    const { session } = this.#state;
    if (session?.stage !== 'talking' || this.#agent === null) return;
    this.#agent.mute(isMuted);
    this.#set({ session: sessions.muted(session, isMuted) });
  }

  press(digit: string): void {
    if (sessions.takesDigits(this.#state.session)) this.#agent?.press(digit);
  }

  /** End the session without asking the server. */
  drop(): void {
    this.#agent?.end();
  }

  /** A short sound: something wants to be seen. */
  remind(): void {
    this.#ring?.remind();
  }

  unlockSound(): void {
    this.#ring?.unlock();
    if (this.#speaker.srcObject !== null) void this.#speaker.play().then(() => this.#set({ isAudible: true }));
  }

  retryMicrophone(): void {
    void this.#microphone.open();
  }

  stop(): void {
    this.#account = null;
    this.#ring?.stop();
    clearInterval(this.#looking);
    this.#agent?.stop();
    this.#agent = null;
    this.#running = null;
    this.#isRetired = false;
    this.#microphone.close();
    this.#tab.leave();
    this.#hasLine = false;
    const { isAudible, devices } = this.#state;
    this.#set({ ...initial, isAudible, devices });
  }

  #set(change: Partial<PhoneState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tab.tellBusy(this.#state.session !== null);
    for (const listener of this.#listeners) listener();
  }

  /** Register once there is an account, the lock and a microphone; whoever comes last starts it. */
  async #begin(): Promise<void> {
    const isReady = () =>
      this.#account !== null && this.#hasLine && this.#state.microphone === 'ready' && this.#agent === null;
    if (this.#isStarting || !isReady()) return;
    this.#isStarting = true;
    this.#set({ line: 'connecting' });
    try {
      const { SipAgent: Agent } = await import('./sip-agent.ts');
      if (!isReady() || this.#account === null) return;
      this.#running = this.#account;
      this.#agent = new Agent(this.#account, this.#events, (callId, path) =>
        sessions.isAlive(this.#state.session, { callId, silentMs: Date.now() - this.#soundAt, path }),
      );
    } finally {
      this.#isStarting = false;
    }
  }

  readonly #events: SipAgentEvents = {
    onLine: (line) => {
      if (this.#hasLine && !this.#isRetired) this.#set({ line });
    },
    onRing: (callId) => {
      this.#ring?.start();
      this.#set({ session: sessions.ringing(callId, new Date().toISOString()), answerFailed: null });
      if (this.#answerOnRing?.callId === callId && Date.now() < this.#answerOnRing.until) this.answer(callId);
    },
    onTalking: () => {
      const { session } = this.#state;
      if (session === null) return;
      this.#soundAt = Date.now();
      this.#set({ session: sessions.talking(session, new Date().toISOString()) });
      this.#sound.begin(session.callId, this.#running?.user ?? '');
      clearInterval(this.#looking);
      this.#looking = setInterval(() => void this.#look(), lookMs);
    },
    onSound: (stream) => this.#play(stream),
    onHoldDone: () => {
      const { session } = this.#state;
      if (session === null) return;
      // The sound comes back a moment later.
      this.#soundAt = Date.now();
      this.#set({ session: sessions.holdDone(session) });
    },
    onDigit: (digit) => {
      const { session } = this.#state;
      if (session !== null) this.#set({ session: sessions.pressed(session, digit) });
    },
    onEnd: (how, cause) => {
      this.#ring?.stop();
      clearInterval(this.#looking);
      this.#speaker.srcObject = null;
      this.#sound.end();
      const answerFailed = how === 'failed' && this.#state.session?.stage === 'answering' ? cause : null;
      this.#set({ session: null, incoming: silence, outgoing: silence, sound: null, answerFailed });
      this.#renewLine();
    },
  };

  async #look(): Promise<void> {
    if (sessions.mustRemind(this.#state.session, this.#remindedAt, Date.now())) {
      this.#remindedAt = Date.now();
      this.#ring?.remind();
    }
    const connection = this.#agent?.connection() ?? null;
    if (connection === null) return;
    const report = await connection.getStats();
    const { incoming, outgoing } = flowsOf(report);
    if (incoming.packets > this.#state.incoming.packets) this.#soundAt = Date.now();
    if (this.#state.session !== null) this.#set({ incoming, outgoing, sound: this.#sound.look(report) });
  }

  #play(stream: MediaStream): void {
    this.#speaker.srcObject = stream;
    void this.#speaker.play().catch(() => this.#set({ isAudible: false }));
  }

  /** Talk and ring to their devices. */
  async #route(): Promise<void> {
    const { speaker, ring } = this.#state.devices;
    const found = await Promise.all([playOn(this.#speaker, speaker), this.#ring?.playOn(ring) ?? true]);
    this.#set({ isOutputGone: found.includes(false) });
  }

  /** Another tab took the telephone over. Nobody is cut off: a call goes on here to its end. */
  #yield(): void {
    this.#hasLine = false;
    this.#isRetired = this.#state.session !== null;
    if (this.#isRetired) this.#agent?.retire();
    else this.#leaveLine();
  }

  #leaveLine(): void {
    this.#isRetired = false;
    this.#agent?.stop();
    this.#agent = null;
    this.#running = null;
    if (this.#hasLine) void this.#begin();
    else this.#microphone.close();
  }

  /** Move to another line (a new address of the exchange) as soon as nobody talks on the old one. */
  #renewLine(): void {
    if (this.#agent === null || this.#account === null || this.#running === null) return;
    if (this.#state.session !== null) return;
    if (this.#isRetired || !isSameLine(this.#running, this.#account)) this.#leaveLine();
  }
}

function isSameLine(one: SipAccount, other: SipAccount): boolean {
  return one.wsUrl === other.wsUrl && one.uri === other.uri && one.user === other.user;
}

let only: Phone | null = null;

/** The telephone of this page; made at first use, so that screens without calls never touch a microphone. */
export function thePhone(): Phone {
  only ??= new Phone();
  return only;
}
