/** A SIP message (RFC 3261 §7). Header names are kept as written; lookup ignores case and knows the short forms. */
export interface SipMessage {
  readonly start:
    | { readonly method: string; readonly uri: string }
    | { readonly status: number; readonly reason: string };
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const shortForms: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  k: 'supported',
};

/** Undefined for what is no SIP message, such as keep-alive bytes. */
export function parseMessage(bytes: Buffer): SipMessage | undefined {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  const body = text.slice(end + 4);
  const response = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first);
  if (response !== null) return { start: { status: Number(response[1]), reason: response[2] ?? '' }, headers, body };
  const request = /^(\w+) (\S+) SIP\/2\.0$/.exec(first);
  if (request === null) return undefined;
  return { start: { method: request[1] ?? '', uri: request[2] ?? '' }, headers, body };
}

export function writeMessage(message: SipMessage): Buffer {
  const { start, headers, body } = message;
  const first = 'status' in start ? `SIP/2.0 ${start.status} ${start.reason}` : `${start.method} ${start.uri} SIP/2.0`;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([first, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

/** All values of a header, in order; lists in one line are taken apart. */
export function headersOf(message: SipMessage, name: string): string[] {
  const wanted = name.toLowerCase();
  return message.headers
    .filter(([each]) => {
      const lower = each.toLowerCase();
      return lower === wanted || shortForms[lower] === wanted;
    })
    .flatMap(([, value]) => (listHeaders.has(wanted) ? splitList(value) : [value]));
}

/** The first value of a header, or an empty text. */
export function headerOf(message: SipMessage, name: string): string {
  return headersOf(message, name)[0] ?? '';
}

const listHeaders = new Set(['via', 'route', 'record-route', 'contact']);

function splitList(value: string): string[] {
  return value.split(/,(?=(?:[^"<>]|"[^"]*"|<[^>]*>)*$)/).map((part) => part.trim());
}

/** `sip:user@host` out of `"Name" <sip:user@host>;tag=x`. */
export function addressIn(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0]?.trim() ?? '';
}

export function parameterOf(value: string, name: string): string | undefined {
  return new RegExp(`;\\s*${name}=([^;>\\s]+)`, 'i').exec(value.replace(/<[^>]*>/, ''))?.[1];
}

/** Host and port of `sip:user@host:port;transport=udp`; the port defaults to 5060. */
export function hostPortIn(uri: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^sips?:(?:[^@]*@)?([^:;>?]+)(?::(\d+))?/.exec(uri);
  return match?.[1] === undefined ? undefined : { host: match[1], port: Number(match[2] ?? 5060) };
}

/** A response to a request, with what RFC 3261 §8.2.6 copies over. */
export function respond(
  request: SipMessage,
  status: number,
  reason: string,
  options: { tag?: string; headers?: readonly (readonly [string, string])[]; body?: string } = {},
): SipMessage {
  const to = headerOf(request, 'to');
  const tagged = options.tag === undefined || parameterOf(to, 'tag') !== undefined ? to : `${to};tag=${options.tag}`;
  return {
    start: { status, reason },
    headers: [
      ...headersOf(request, 'via').map((value) => ['Via', value] as const),
      ...headersOf(request, 'record-route').map((value) => ['Record-Route', value] as const),
      ['From', headerOf(request, 'from')],
      ['To', tagged],
      ['Call-ID', headerOf(request, 'call-id')],
      ['CSeq', headerOf(request, 'cseq')],
      ...(options.headers ?? []),
      ...(options.body === undefined ? [] : ([['Content-Type', 'application/sdp']] as const)),
    ],
    body: options.body ?? '',
  };
}
