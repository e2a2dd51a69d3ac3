// Servers that take what the house sends, for tests: a real mail server, a gateway of short texts, a push service with its browser.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { PushSubscription } from '#platform/shared/message.ts';

interface Receiver {
  readonly port: number;
  /** What it answers from now on; it starts with yes. */
  readonly answer: (status: number) => void;
  readonly close: () => Promise<void>;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire, with its headers. */
  readonly source: string;
}

/** SMTP with sign-in, in plain text on this machine. `answer` takes an SMTP code: 250 takes mail, all else refuses it. */
export async function openMailServer(account: {
  readonly user: string;
  readonly password: string;
}): Promise<Receiver & { readonly mails: readonly ReceivedMail[] }> {
  const mails: ReceivedMail[] = [];
  let code = 250;
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      username === account.user && password === account.password
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onRcptTo: (_, __, done) => done(code === 250 ? null : Object.assign(new Error('no'), { responseCode: code })),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    mails,
    port: portOf(listening),
    answer: (next) => {
      code = next;
    },
    close: () => new Promise((resolve) => void server.close(resolve)),
  };
}

export interface ReceivedText {
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

/** A gateway that takes JSON. */
export async function openTextGateway(): Promise<
  Receiver & { readonly url: string; readonly texts: readonly ReceivedText[] }
> {
  const texts: ReceivedText[] = [];
  const receiver = await openHttp((request, body) => {
    // Only what is under test sends here.
    texts.push({ headers: request.headers, fields: JSON.parse(body.toString('utf8')) as Record<string, string> });
  });
  return { ...receiver, texts, url: `http://127.0.0.1:${receiver.port}/send` };
}

export interface ReceivedPush {
  /** Decrypted as the browser does (RFC 8291). */
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
  /** Whether the sender proved to be who it says (RFC 8292), and what it says. */
  readonly vapid: {
    readonly isSigned: boolean;
    readonly claims: Readonly<Record<string, unknown>>;
    readonly key: string;
  };
}

/** A push service and the browser behind it in one. */
export async function openPushService(): Promise<
  Receiver & { readonly subscription: PushSubscription; readonly pushes: readonly ReceivedPush[] }
> {
  const pushes: ReceivedPush[] = [];
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const receiver = await openHttp((request, body) => {
    pushes.push({
      text: decryptPush(body, { browser, auth }),
      headers: request.headers,
      vapid: readVapid(request.headers.authorization ?? ''),
    });
  });
  return {
    ...receiver,
    pushes,
    subscription: {
      endpoint: `http://127.0.0.1:${receiver.port}/push/${randomBytes(8).toString('hex')}`,
      keys: { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
  };
}

async function openHttp(take: (request: IncomingMessage, body: Buffer) => void): Promise<Receiver> {
  let status = 201;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (status < 300) take(request, Buffer.concat(parts));
      response.writeHead(status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    answer: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Pick<Server, 'address'>): number {
  // Listening on a port, so it has an address with one.
  return (server.address() as AddressInfo).port;
}

/** RFC 8291 §3.4 and RFC 8188 §2, written from their text and not from the package that encrypts. */
function decryptPush(body: Buffer, ua: { browser: ReturnType<typeof createECDH>; auth: Buffer }): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const shared = ua.browser.computeSecret(sender);
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), ua.browser.getPublicKey(), sender]);
  const keyMaterial = Buffer.from(hkdfSync('sha256', shared, ua.auth, keyInfo, 32));
  const key = Buffer.from(hkdfSync('sha256', keyMaterial, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', keyMaterial, salt, 'Content-Encoding: nonce\0', 12));
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  // One record, so its delimiter is 2; zeros may follow.
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error('A push without the delimiter of a last record');
  return padded.subarray(0, end).toString('utf8');
}

function readVapid(header: string): ReceivedPush['vapid'] {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33, 65).toString('base64url'),
    },
  });
  return {
    key,
    // Made by the sender; what is in it is what the test asks about.
    claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>,
    isSigned: verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  };
}
