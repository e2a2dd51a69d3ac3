import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decodeAlaw, encodeAlaw, energyOf, frameSize, framesOf, type Sound, telephoneRate, tonesIn } from './sound.ts';

const alawPayload = 8;
const digitPayload = 101;
/** In the order of their event codes. */
const digitNames = '0123456789*#';
/** How much of what was heard is kept for measuring. */
const keptSeconds = 120;

/** What a party heard, by the clock of the party's call (milliseconds). */
export interface Heard {
  /** Packets of audio received so far. */
  packets(): number;
  /** Packets that never came, by the gaps in their sequence numbers. */
  missing(): number;
  /** All audio that arrived between two moments; without them, all that is kept. */
  samples(from?: number, to?: number): Int16Array;
  energy(from?: number, to?: number): number;
  tones(candidates: readonly number[], from?: number, to?: number): number[];
  /** Keys the other side pressed so far (RFC 4733), in order. */
  digits(): string;
}

export interface RtpStream {
  readonly port: number;
  readonly heard: Heard;
  /** Start sending to the peer, or go on to another peer. */
  sendTo(host: string, port: number, sound: Sound): void;
  say(sound: Sound): void;
  /** Press a key: RFC 4733 event packets for 100 ms. */
  press(digit: string): Promise<void>;
  pause(): void;
  /** The longest that a packet was late by, because this machine stood still: milliseconds. */
  latest(): number;
  close(): void;
}

/**
 * One RTP stream (RFC 3550) with G.711 A-law in packets of 20 ms. `clock` gives the milliseconds of the call, so that what
 * was heard can be asked for by time. Packets are numbered from `firstSequence` on, or from anywhere.
 */
export async function openRtp(address: string, clock: () => number, firstSequence?: number): Promise<RtpStream> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const stream = new Stream(socket, clock, firstSequence ?? randomBytes(2).readUInt16BE());
  return stream.expose();
}

class Stream {
  readonly #socket: Socket;
  readonly #clock: () => number;
  readonly #ssrc = randomBytes(4).readUInt32BE();
  readonly #received: { at: number; samples: Int16Array }[] = [];
  #packets = 0;
  #missing = 0;
  #lastHeard: number | undefined;
  #sequence: number;
  #timestamp = randomBytes(4).readUInt32BE();
  #peer: { host: string; port: number } | undefined;
  #next: () => Int16Array = framesOf({ silence: true });
  #timer: NodeJS.Timeout | undefined;
  #due = 0;
  #latest = 0;
  #digit = false;
  #digits = '';
  #digitAt: number | undefined;
  /** An answer that comes after the end would start it again. */
  #isClosed = false;

  constructor(socket: Socket, clock: () => number, firstSequence: number) {
    this.#sequence = firstSequence;
    this.#socket = socket;
    this.#clock = clock;
    socket.on('message', (packet) => this.#receive(packet));
    // A peer that closed its port is found out by signalling, not here.
    socket.on('error', () => undefined);
  }

  expose(): RtpStream {
    return {
      port: this.#socket.address().port,
      heard: {
        packets: () => this.#packets,
        missing: () => this.#missing,
        samples: (from, to) => this.#samples(from, to),
        energy: (from, to) => energyOf(this.#samples(from, to)),
        tones: (candidates, from, to) => tonesIn(this.#samples(from, to), candidates),
        digits: () => this.#digits,
      },
      sendTo: (host, port, sound) => {
        this.#peer = { host, port };
        this.#next = framesOf(sound);
        this.#start();
      },
      say: (sound) => {
        this.#next = framesOf(sound);
      },
      press: (digit) => this.#press(digit),
      pause: () => this.#stop(),
      latest: () => this.#latest,
      close: () => {
        this.#stop();
        this.#isClosed = true;
        this.#socket.close();
      },
    };
  }

  #receive(packet: Buffer): void {
    if (packet.length < 12 || packet[0] === undefined || packet[0] >> 6 !== 2) return;
    const payload = (packet[1] ?? 0) & 0x7f;
    const start = 12 + 4 * (packet[0] & 0x0f);
    if (payload === digitPayload) this.#hearDigit(packet.readUInt32BE(4), packet[start]);
    if (payload !== alawPayload) return;
    this.#packets++;
    this.#countMissing(packet.readUInt16BE(2));
    this.#received.push({ at: this.#clock(), samples: decodeAlaw(packet.subarray(start)) });
    if (this.#received.length > keptSeconds * 50) this.#received.shift();
  }

  /** Sequence numbers run in a circle; one that comes late was counted as missing before. */
  #countMissing(sequence: number): void {
    const step = this.#lastHeard === undefined ? 1 : (sequence - this.#lastHeard) & 0xffff;
    if (step === 0) return;
    if (step >= 0x8000) {
      this.#missing--;
      return;
    }
    this.#missing += step - 1;
    this.#lastHeard = sequence;
  }

  /** All packets of one press have its timestamp. */
  #hearDigit(timestamp: number, event: number | undefined): void {
    if (timestamp === this.#digitAt) return;
    this.#digitAt = timestamp;
    this.#digits += digitNames[event ?? -1] ?? '';
  }

  #samples(from = 0, to = Number.POSITIVE_INFINITY): Int16Array {
    const frames = this.#received.filter((frame) => frame.at >= from && frame.at <= to);
    const all = new Int16Array(frames.reduce((sum, frame) => sum + frame.samples.length, 0));
    let at = 0;
    for (const frame of frames) {
      all.set(frame.samples, at);
      at += frame.samples.length;
    }
    return all;
  }

  #start(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#due = performance.now();
    const tick = () => {
      this.#latest = Math.max(this.#latest, performance.now() - this.#due);
      // A timer that fires late sends what is due since, as a telephone's own clock would have.
      while (this.#due <= performance.now()) {
        if (!this.#digit) {
          this.#send(alawPayload, encodeAlaw(this.#next()), this.#timestamp);
        }
        this.#timestamp = (this.#timestamp + frameSize) >>> 0;
        this.#due += (1000 * frameSize) / telephoneRate;
      }
      this.#timer = setTimeout(tick, Math.max(0, this.#due - performance.now()));
    };
    this.#timer = setTimeout(tick, 0);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #press(digit: string): Promise<void> {
    const event = digitNames.indexOf(digit);
    if (event < 0) throw new Error(`There is no key ${digit}`);
    const start = this.#timestamp;
    this.#digit = true;
    for (let packet = 1; packet <= 8; packet++) {
      // The last packet is sent three times with the end bit (RFC 4733 §2.5.1.4).
      const ended = packet >= 6;
      const duration = Math.min(packet, 6) * frameSize;
      this.#send(digitPayload, Buffer.from([event, (ended ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]), start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.#digit = false;
  }

  #send(payload: number, content: Buffer, timestamp: number): void {
    if (this.#peer === undefined || this.#isClosed) return;
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = payload;
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(this.#ssrc, 8);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#socket.send(Buffer.concat([header, content]), this.#peer.port, this.#peer.host, () => undefined);
  }
}

/** Our offer or answer: A-law and keys, one stream. A changed offer of the same call has a higher `version`. */
export function writeSdp(
  address: string,
  port: number,
  change: { readonly version: number; readonly direction: 'sendrecv' | 'sendonly' } = {
    version: 1,
    direction: 'sendrecv',
  },
): string {
  return [
    'v=0',
    `o=- ${port} ${change.version} IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${alawPayload} ${digitPayload}`,
    `a=rtpmap:${alawPayload} PCMA/8000`,
    `a=rtpmap:${digitPayload} telephone-event/8000`,
    `a=fmtp:${digitPayload} 0-15`,
    'a=ptime:20',
    `a=${change.direction}`,
    '',
  ].join('\r\n');
}

/** Where the peer wants its audio; undefined when the text holds no audio stream. */
export function readSdp(text: string): { readonly host: string; readonly port: number } | undefined {
  const port = /^m=audio (\d+)/m.exec(text)?.[1];
  const host = /^c=IN IP4 (\S+)/m.exec(text)?.[1];
  return port === undefined || host === undefined ? undefined : { host, port: Number(port) };
}
