// Strangers and flooding callers on one socket each: thousands of them where a telephone each would need as many sockets. For tests and benchmarks.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setInterval as every } from 'node:timers';
import {
  addressIn,
  headerOf,
  parseMessage,
  respond,
  type SipMessage,
  writeMessage,
} from '#platform/server/sip/message.ts';
import type { Peer } from '#platform/server/sip/transport.ts';

export interface FloodOptions {
  readonly target: Peer;
  /** Where it comes from: decides whether it is a stranger. */
  readonly from: string;
  readonly perSecond: number;
  /** The next request of the flood. */
  readonly next: (count: number) => FloodRequest;
  /** Milliseconds an answered call talks. */
  readonly talkMs?: number;
}

export interface FloodRequest {
  readonly method: 'INVITE' | 'REGISTER' | 'OPTIONS';
  readonly user: string;
  /** Shown as the caller. */
  readonly caller: string;
}

export interface Flood {
  readonly sent: () => number;
  /** How many of them were answered in any way, if only by "trying": a packet that the kernel let fall is no call of anybody's. */
  readonly taken: () => number;
  /** How many final answers of each status came; 200 of an INVITE is a call that was answered. */
  readonly answers: ReadonlyMap<number, number>;
  readonly stop: () => Promise<void>;
}

export async function startFlood(options: FloodOptions): Promise<Flood> {
  const { target, from } = options;
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  const { port } = socket.address();
  const answers = new Map<number, number>();
  const calls = openRequests({
    via: `${from}:${port}`,
    talkMs: options.talkMs ?? 300,
    answers,
    send: (message) => socket.send(writeMessage(message), target.port, target.host),
  });
  socket.on('message', (bytes) => {
    const message = parseMessage(bytes);
    if (message !== undefined) calls.take(message);
  });
  let sent = 0;
  // Timers are good for ten milliseconds: several at once above a hundred a second.
  let due = 0;
  const timer = every(() => {
    due += options.perSecond / 50;
    for (; due >= 1; due--) calls.open(compose({ ...options.next(sent++), from, port, target }));
  }, 20);
  return {
    sent: () => sent,
    taken: calls.taken,
    answers,
    stop: async () => {
      clearInterval(timer);
      calls.endAll();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await new Promise<void>((resolve) => void socket.close(() => resolve()));
    },
  };
}

/** The requests of a flood that are not over, and its answered calls, which say goodbye once they have talked. */
function openRequests(flood: {
  readonly via: string;
  readonly talkMs: number;
  readonly answers: Map<number, number>;
  readonly send: (message: SipMessage) => void;
}) {
  const { via, answers, send } = flood;
  const open = new Map<string, SipMessage>();
  const talking = new Map<string, () => void>();
  const taken = new Set<string>();
  const talk = (id: string, invite: SipMessage, answer: SipMessage) => {
    send(followUp('ACK', via, invite, answer));
    const ends = setTimeout(() => talking.get(id)?.(), flood.talkMs);
    talking.set(id, () => {
      clearTimeout(ends);
      talking.delete(id);
      send(followUp('BYE', via, invite, answer));
    });
  };
  return {
    taken: () => taken.size,
    open: (request: SipMessage) => {
      open.set(headerOf(request, 'call-id'), request);
      send(request);
    },
    take: (message: SipMessage) => {
      if ('method' in message.start) {
        if (message.start.method !== 'ACK') send(respond(message, 200, 'OK'));
        return;
      }
      const id = headerOf(message, 'call-id');
      const basis = open.get(id);
      const { status } = message.start;
      taken.add(id);
      // A CANCEL of the end of the flood may cross the answer that it is too late for.
      const isOfRequest = headerOf(message, 'cseq').startsWith('1 ') && !headerOf(message, 'cseq').endsWith(' CANCEL');
      if (basis === undefined || status < 200 || !isOfRequest) return;
      answers.set(status, (answers.get(status) ?? 0) + 1);
      open.delete(id);
      if (headerOf(message, 'cseq') !== '1 INVITE') return;
      if (status >= 300) send(acknowledgeRefusal(basis, message));
      else talk(id, basis, message);
    },
    endAll: () => {
      for (const bye of [...talking.values()]) bye();
      for (const request of open.values())
        if ('method' in request.start && request.start.method === 'INVITE') send(cancelOf(request));
    },
  };
}

/** A request to the other side of an INVITE that was answered; an ACK has the number of its INVITE. */
function followUp(method: 'ACK' | 'BYE', via: string, invite: SipMessage, answer: SipMessage): SipMessage {
  return {
    start: { method, uri: addressIn(headerOf(answer, 'contact')) || via },
    headers: [
      ['Via', `SIP/2.0/UDP ${via};branch=${branch()}`],
      ['Max-Forwards', '70'],
      ['From', headerOf(invite, 'from')],
      ['To', headerOf(answer, 'to')],
      ['Call-ID', headerOf(invite, 'call-id')],
      ['CSeq', `${method === 'ACK' ? 1 : 2} ${method}`],
    ],
    body: '',
  };
}

/** The ACK of a refusal belongs to the transaction of its INVITE. */
function acknowledgeRefusal(invite: SipMessage, answer: SipMessage): SipMessage {
  return {
    start: { method: 'ACK', uri: 'uri' in invite.start ? invite.start.uri : '' },
    headers: [
      ['Via', headerOf(invite, 'via')],
      ['Max-Forwards', '70'],
      ['From', headerOf(invite, 'from')],
      ['To', headerOf(answer, 'to')],
      ['Call-ID', headerOf(invite, 'call-id')],
      ['CSeq', '1 ACK'],
    ],
    body: '',
  };
}

const branch = () => `z9hG4bK${randomBytes(8).toString('hex')}`;

function compose(about: FloodRequest & { from: string; port: number; target: Peer }): SipMessage {
  const { method, user, caller, from, port, target } = about;
  const sdp = [
    'v=0',
    `o=- 1 1 IN IP4 ${from}`,
    's=-',
    `c=IN IP4 ${from}`,
    't=0 0',
    'm=audio 40000 RTP/AVP 8',
    'a=rtpmap:8 PCMA/8000',
    '',
  ];
  return {
    start: { method, uri: `sip:${user}@${target.host}:${target.port}` },
    headers: [
      ['Via', `SIP/2.0/UDP ${from}:${port};branch=${branch()}`],
      ['Max-Forwards', '70'],
      ['From', `<sip:${caller}@${from}>;tag=${randomBytes(4).toString('hex')}`],
      ['To', `<sip:${user}@${target.host}>`],
      ['Call-ID', randomBytes(10).toString('hex')],
      ['CSeq', `1 ${method}`],
      ['Contact', `<sip:${caller}@${from}:${port}>`],
      ...(method === 'INVITE' ? ([['Content-Type', 'application/sdp']] as const) : []),
    ],
    body: method === 'INVITE' ? sdp.join('\r\n') : '',
  };
}

function cancelOf(invite: SipMessage): SipMessage {
  return {
    start: { method: 'CANCEL', uri: 'uri' in invite.start ? invite.start.uri : '' },
    headers: invite.headers.flatMap(([name, value]) =>
      name === 'CSeq'
        ? [[name, '1 CANCEL'] as const]
        : ['Contact', 'Content-Type'].includes(name)
          ? []
          : [[name, value] as const],
    ),
    body: '',
  };
}
