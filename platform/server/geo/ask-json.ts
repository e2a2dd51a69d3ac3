/** Larger answers are none: nobody waits for them while typing. */
const maxBytes = 1024 * 1024;

export interface Asked {
  readonly timeoutMs: number;
  readonly get?: typeof fetch;
  /** Sent as JSON by POST. */
  readonly body?: unknown;
}

/** The JSON behind an address, null where there is none in time. No redirect is followed: nobody can send us elsewhere. */
export async function askJson(address: URL, { timeoutMs, get = fetch, body }: Asked): Promise<unknown> {
  try {
    const answer = await get(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      return null;
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body) {
      bytes += part.length;
      if (bytes > maxBytes) return null;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}

/** An address under a base that may have a path of its own: `http://maps.lan/photon` and `/api` give `…/photon/api`. */
export function under(base: string, path: string, query: Readonly<Record<string, string>> = {}): URL {
  const address = new URL(`${base.replace(/\/+$/, '')}${path}`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}
