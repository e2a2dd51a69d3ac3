import { addressIn, headerOf, headersOf, hostPortIn, respond, type SipMessage } from './message.ts';
import type { Peer, SipSocket } from './transport.ts';

/** What two parties share for the length of a call (RFC 3261 §12): names, tags and route. */
export interface DialogState {
  readonly callId: string;
  /** Our From (or To) value with our tag, and theirs with theirs. */
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  readonly route: readonly string[];
}

/** The dialog that a response to our INVITE makes. */
export function dialogFromResponse(response: SipMessage): DialogState {
  return {
    callId: headerOf(response, 'call-id'),
    local: headerOf(response, 'from'),
    remote: headerOf(response, 'to'),
    target: addressIn(headerOf(response, 'contact')),
    route: headersOf(response, 'record-route').reverse(),
  };
}

/** The dialog that our response with `tag` to their INVITE makes. */
export function dialogFromRequest(request: SipMessage, tag: string): DialogState {
  return {
    callId: headerOf(request, 'call-id'),
    local: `${headerOf(request, 'to')};tag=${tag}`,
    remote: headerOf(request, 'from'),
    target: addressIn(headerOf(request, 'contact')),
    route: headersOf(request, 'record-route'),
  };
}

/** A request inside a dialog. */
export function requestInDialog(socket: SipSocket, dialog: DialogState, method: string, sequence: number): SipMessage {
  return {
    start: { method, uri: dialog.target },
    headers: [
      ['Via', socket.via()],
      ['Max-Forwards', '70'],
      ...dialog.route.map((value) => ['Route', value] as const),
      ['From', dialog.local],
      ['To', dialog.remote],
      ['Call-ID', dialog.callId],
      ['CSeq', `${sequence} ${method}`],
      ['Contact', contactOf(socket)],
    ],
    body: '',
  };
}

export function contactOf(socket: SipSocket): string {
  return `<sip:agent@${socket.host}:${socket.port}>`;
}

/** Where requests of a dialog go: the first route, else the target; `fallback` when neither is an address. */
export function nextHop(dialog: DialogState, fallback: Peer): Peer {
  return hostPortIn(addressIn(dialog.route[0] ?? dialog.target)) ?? fallback;
}

/** Answer what a peer may ask inside a call; true for BYE, after which the call is over. `sdp` answers a re-INVITE. */
export function answerInDialog(socket: SipSocket, request: SipMessage, peer: Peer, sdp: string): boolean {
  if (!('method' in request.start)) return false;
  const contact = [['Contact', contactOf(socket)]] as const;
  switch (request.start.method) {
    case 'ACK':
      return false;
    case 'INVITE':
    case 'UPDATE':
      socket.send(respond(request, 200, 'OK', { headers: contact, body: sdp }), peer);
      return false;
    case 'BYE':
      socket.send(respond(request, 200, 'OK'), peer);
      return true;
    default:
      socket.send(respond(request, 200, 'OK', { headers: contact }), peer);
      return false;
  }
}
