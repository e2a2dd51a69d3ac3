import { createHash, randomBytes } from 'node:crypto';

/** The answer to a digest challenge (RFC 2617/7616 with MD5 and qop=auth). */
export function digestAnswer(
  challenge: string,
  { user, password, method, uri }: { user: string; password: string; method: string; uri: string },
): string {
  const field = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(challenge)?.[1] ?? '';
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const [realm, nonce, opaque] = [field('realm'), field('nonce'), field('opaque')];
  const cnonce = randomBytes(8).toString('hex');
  const first = md5(`${user}:${realm}:${password}`);
  const response = md5(`${first}:${nonce}:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    'algorithm=MD5',
    `cnonce="${cnonce}"`,
    'qop=auth',
    'nc=00000001',
    ...(opaque === '' ? [] : [`opaque="${opaque}"`]),
  ].join(', ');
}
