// A citizen's telephone that does what a script says, right or wrong: for the ways of a call that no well-behaved telephone goes.
import { z } from 'zod';
import { addressIn, headerOf, parameterOf, respond, type SipMessage } from '#platform/server/sip/message.ts';
import { openRtp, type RtpStream, readSdp } from '#platform/server/sip/rtp.ts';
import { newBranch, newTag, openSipSocket, type Peer, type SipSocket } from '#platform/server/sip/transport.ts';
import { until as awaited } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';

/** A script ends before its test does, so that it says which step was in vain. */
const until = (what: string, isSo: () => boolean) => awaited(what, isSo, 30_000);

/** Lines of an offer between its address and its end; `{port}` is where sound is awaited. */
const offer = z.array(z.string());
const step = z.union([
  z.enum([
    /** The first answer of any kind has come. */
    'told',
    'early sound',
    'desk rings',
    'desk answers',
    'cancel',
    /** The 200 to our INVITE has come; it is not acknowledged. */
    'up',
    'ack',
    /** The answer to an offer that came late. */
    'ack with answer',
    /** Sound of the desk is heard, and ours is heard there. */
    'talk',
    'bye',
    'desk hangs up',
    'ended',
    'pause',
  ]),
  z.strictObject({ refused: z.number() }),
  /** A key by RFC 4733; the desk hears it. */
  z.strictObject({ key: z.string() }),
  /** Within the call; `status`: the final answers that are right; none: Asterisk may leave it without one, nobody waits. */
  z.strictObject({
    request: z.string(),
    status: z.array(z.number()),
    contentType: z.string().optional(),
    body: z.array(z.string()).optional(),
    /** Sound is awaited at another port from then on. */
    moves: z.boolean().optional(),
  }),
]);
export type DialogStep = z.output<typeof step>;
export const dialogCase = z.strictObject({
  name: z.string(),
  /** The request address before the host; `112` if left out. */
  user: z.string().optional(),
  /** The whole request address; `{host}` and `{port}` are the exchange's. */
  uri: z.string().optional(),
  /** Null: the INVITE offers nothing. */
  offer: offer.nullable().optional(),
  steps: z.array(step),
  /** How the row of the call ends; null: the exchange refuses it before it is a call. */
  becomes: z.enum(['lost', 'ended', 'lost or ended']).nullable(),
});
export type DialogCase = z.output<typeof dialogCase>;

const plainOffer = [
  'm=audio {port} RTP/AVP 8 101',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-15',
  'a=sendrecv',
];

interface Asked {
  readonly contentType?: string | undefined;
  readonly body?: readonly string[] | undefined;
  readonly moves?: boolean | undefined;
}

export interface ScriptedCaller {
  readonly rtp: RtpStream;
  /** By the clock of its sound. */
  now(): number;
  /** All that came, in order. */
  readonly heard: readonly SipMessage[];
  invite(): void;
  cancel(): void;
  ack(withAnswer: boolean): void;
  /** Send a request of the call and give its final status. */
  ask(method: string, given?: Asked): Promise<number>;
  bye(): Promise<number>;
  /** The final answer to the INVITE. */
  answer(): SipMessage | undefined;
  isOver(): boolean;
  /** Whatever the script came to. */
  leave(): Promise<void>;
}

export async function openScriptedCaller(target: Peer, from: string, of: DialogCase): Promise<ScriptedCaller> {
  const caller = new Scripted(target, from, of);
  await caller.open();
  return caller;
}

class Scripted implements ScriptedCaller {
  readonly heard: SipMessage[] = [];
  readonly #target: Peer;
  readonly #of: DialogCase;
  readonly #callId = newId<'sip'>();
  readonly #from: string;
  readonly #uri: string;
  readonly #branch = newBranch();
  readonly #began = performance.now();
  #streams: RtpStream[] = [];
  #socket: SipSocket | undefined;
  #sequence = 1;
  #version = 1;
  #byePeer = false;
  #bye = false;

  constructor(target: Peer, from: string, of: DialogCase) {
    this.#target = target;
    this.#of = of;
    this.#from = `<sip:${from}@127.0.0.1>;tag=${newTag()}`;
    const uri = of.uri ?? `sip:${of.user ?? '112'}@{host}:{port}`;
    this.#uri = uri.replace('{host}', target.host).replace('{port}', String(target.port));
  }

  async open(): Promise<void> {
    this.#socket = await openSipSocket('127.0.0.1', 0, (request, peer) => this.#asked(request, peer));
    await this.#openSound();
  }

  async #openSound(): Promise<void> {
    this.#streams = [await openRtp('127.0.0.1', () => this.now()), ...this.#streams];
  }

  now(): number {
    return performance.now() - this.#began;
  }

  get rtp(): RtpStream {
    const [stream] = this.#streams;
    if (stream === undefined) throw new Error('The telephone is not open');
    return stream;
  }

  get #sip(): SipSocket {
    if (this.#socket === undefined) throw new Error('The telephone is not open');
    return this.#socket;
  }

  #asked(request: SipMessage, peer: Peer): void {
    this.heard.push(request);
    if (!('method' in request.start) || request.start.method === 'ACK') return;
    if (request.start.method === 'BYE') this.#byePeer = true;
    const isOffer = request.start.method === 'INVITE' || request.start.method === 'UPDATE';
    this.#sip.send(respond(request, 200, 'OK', isOffer ? { body: this.#sdp() } : {}), peer);
  }

  /** The offer of the case, or the plain one. */
  #sdp(lines: readonly string[] = plainOffer): string {
    const { port } = this.rtp;
    const head = ['v=0', `o=- ${port} ${this.#version++} IN IP4 127.0.0.1`, 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
    return [...head, ...lines, ''].join('\r\n').replaceAll('{port}', String(port));
  }

  #headers(method: string, sequence: number, branch: string): [string, string][] {
    const to = headerOf(this.#lastWithTag() ?? { start: { status: 0, reason: '' }, headers: [], body: '' }, 'to');
    const isFirst = method === 'CANCEL' || sequence === 1;
    return [
      ['Via', this.#sip.via(branch)],
      ['Max-Forwards', '70'],
      ['From', this.#from],
      ['To', to === '' || (isFirst && method !== 'ACK') ? `<${this.#uri}>` : to],
      ['Call-ID', this.#callId],
      ['CSeq', `${sequence} ${method}`],
      ['Contact', `<sip:warga@127.0.0.1:${this.#sip.port}>`],
      ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO'],
    ];
  }

  #lastWithTag(): SipMessage | undefined {
    return this.heard.findLast(
      (each) => 'status' in each.start && parameterOf(headerOf(each, 'to'), 'tag') !== undefined,
    );
  }

  /** Where requests of the call go once it is up. */
  #remote(): string {
    const answer = this.answer();
    return answer === undefined ? this.#uri : addressIn(headerOf(answer, 'contact')) || this.#uri;
  }

  invite(): void {
    const { offer } = this.#of;
    const headers = this.#headers('INVITE', 1, this.#branch);
    const body = offer === null ? '' : this.#sdp(offer ?? plainOffer);
    const typed: [string, string][] = offer === null ? headers : [...headers, ['Content-Type', 'application/sdp']];
    this.#sip.request(
      { start: { method: 'INVITE', uri: this.#uri }, headers: typed, body },
      this.#target,
      (response) => {
        if (response !== undefined) this.#told(response);
      },
    );
  }

  #told(response: SipMessage): void {
    this.heard.push(response);
    const there = readSdp(response.body);
    if (there !== undefined && this.#of.offer !== null) this.#speak(there);
    if (!('status' in response.start) || response.start.status < 300) return;
    // The ACK of a refusal belongs to the transaction of its INVITE.
    const headers = this.#headers('ACK', 1, this.#branch);
    this.#sip.send({ start: { method: 'ACK', uri: this.#uri }, headers, body: '' }, this.#target);
  }

  #speak({ host, port }: { host: string; port: number }): void {
    this.rtp.sendTo(host, port, { tone: 440 });
  }

  cancel(): void {
    const headers = this.#headers('CANCEL', 1, this.#branch);
    this.#sip.request(
      { start: { method: 'CANCEL', uri: this.#uri }, headers, body: '' },
      this.#target,
      () => undefined,
    );
  }

  ack(withAnswer: boolean): void {
    const headers = this.#headers('ACK', 1, newBranch());
    const typed: [string, string][] = withAnswer ? [...headers, ['Content-Type', 'application/sdp']] : headers;
    const body = withAnswer ? this.#sdp() : '';
    this.#sip.send({ start: { method: 'ACK', uri: this.#remote() }, headers: typed, body }, this.#target);
    const there = readSdp(this.answer()?.body ?? '');
    if (there !== undefined) this.#speak(there);
  }

  async ask(method: string, given: Asked = {}): Promise<number> {
    if (given.moves === true) await this.#openSound();
    const sequence = ++this.#sequence;
    const { contentType, body } = given;
    const headers = this.#headers(method, sequence, newBranch());
    const type = contentType ?? (body === undefined ? undefined : 'application/sdp');
    const text = body === undefined ? '' : type === 'application/sdp' ? this.#sdp(body) : `${body.join('\r\n')}\r\n`;
    const typed: [string, string][] = type === undefined ? headers : [...headers, ['Content-Type', type]];
    const message = { start: { method, uri: this.#remote() }, headers: typed, body: text };
    const answer = await new Promise<SipMessage | undefined>((resolve) => {
      this.#sip.request(message, this.#target, (response) => {
        if (response === undefined || !('status' in response.start) || response.start.status >= 200) resolve(response);
      });
    });
    if (answer !== undefined && method === 'INVITE') this.#acknowledge(sequence, answer, body === undefined);
    return answer !== undefined && 'status' in answer.start ? answer.start.status : 408;
  }

  /** `isLate`: whoever offered nothing answers in the ACK. */
  #acknowledge(sequence: number, answer: SipMessage, isLate: boolean): void {
    const headers = this.#headers('ACK', sequence, newBranch());
    const typed: [string, string][] = isLate ? [...headers, ['Content-Type', 'application/sdp']] : headers;
    this.#sip.send(
      { start: { method: 'ACK', uri: this.#remote() }, headers: typed, body: isLate ? this.#sdp() : '' },
      this.#target,
    );
    const there = readSdp(answer.body);
    if (there !== undefined) this.#speak(there);
  }

  async bye(): Promise<number> {
    this.#bye = true;
    return this.ask('BYE');
  }

  answer(): SipMessage | undefined {
    return this.heard.find(
      (each) => 'status' in each.start && each.start.status >= 200 && headerOf(each, 'cseq') === '1 INVITE',
    );
  }

  isOver(): boolean {
    const answer = this.answer();
    const isRefused = answer !== undefined && 'status' in answer.start && answer.start.status >= 300;
    return isRefused || this.#bye || this.#byePeer;
  }

  async leave(): Promise<void> {
    if (!this.isOver()) {
      if (this.answer() === undefined) this.cancel();
      else await this.bye();
    }
    for (const stream of this.#streams) stream.close();
    this.#sip.close();
  }
}

/** What a script needs of the desk that rings for its call. */
export interface ScriptedDesk {
  readonly isRinging: () => boolean;
  readonly answers: () => Promise<void>;
  readonly hangsUp: () => Promise<void>;
  readonly hears: () => boolean;
  readonly digits: () => string;
}

const statusOf = (message: SipMessage | undefined) =>
  message !== undefined && 'status' in message.start ? message.start.status : 0;

/** Follow the script; throws where the exchange does something else. */
export async function followScript(
  caller: ScriptedCaller,
  steps: readonly DialogStep[],
  desk: ScriptedDesk,
): Promise<void> {
  caller.invite();
  for (const step of steps) {
    if (typeof step === 'string') await follow(caller, step, desk);
    else if ('refused' in step) {
      await until(`it is refused with ${step.refused}`, () => statusOf(caller.answer()) >= 300);
      same(statusOf(caller.answer()), [step.refused], 'the refusal');
    } else if ('key' in step) {
      const before = desk.digits().length;
      await caller.rtp.press(step.key);
      await until(`the desk hears the key ${step.key}`, () => desk.digits().slice(before) === step.key);
    } else if (step.status.length === 0) void caller.ask(step.request, step);
    else same(await caller.ask(step.request, step), step.status, step.request);
  }
}

function same(found: number, wanted: readonly number[], what: string): void {
  if (!wanted.includes(found)) throw new Error(`The answer to ${what} is ${found}, and not ${wanted.join(' or ')}`);
}

async function follow(caller: ScriptedCaller, step: Extract<DialogStep, string>, desk: ScriptedDesk): Promise<void> {
  const isUp = () => statusOf(caller.answer()) === 200;
  switch (step) {
    case 'told':
      return until('the exchange says something', () => caller.heard.length > 0);
    case 'early sound':
      await until('sound comes before the answer', () => caller.rtp.heard.energy() > 300);
      return same(statusOf(caller.answer()), [0], 'the INVITE so far');
    case 'desk rings':
      await until('the desk rings', () => desk.isRinging() || statusOf(caller.answer()) >= 300);
      return same(statusOf(caller.answer()), [0], 'the INVITE so far');
    case 'desk answers':
      return desk.answers();
    case 'desk hangs up':
      return desk.hangsUp();
    case 'cancel':
      return caller.cancel();
    case 'up':
      return until('the call is up', isUp);
    case 'ack':
      return caller.ack(false);
    case 'ack with answer':
      return caller.ack(true);
    case 'talk':
      await until('the desk is heard', () => caller.rtp.heard.tones([1100], caller.now() - 300).length > 0);
      return until('the citizen is heard', desk.hears);
    case 'bye':
      return same(await caller.bye(), [200, 481], 'BYE');
    case 'ended':
      return until('it is over', () => caller.isOver());
    case 'pause':
      return new Promise((resolve) => setTimeout(resolve, 300));
  }
}
