/** An HTTP gateway that takes one short text for one number: nearly all of them differ only in these. */
export interface TextGateway {
  readonly url: string;
  readonly format: 'json' | 'form';
  /** The names under which it takes the number and the text. */
  readonly toField: string;
  readonly textField: string;
  /** Header and value by which it knows us; none: it knows our address. */
  readonly header: string;
  readonly secret: string | null;
}

const patienceMs = 10_000;

/**
 * Hand one text to the gateway; `to` is in E.164. True when it took it (any 2xx), which does not mean that it arrived. A
 * redirect is not followed: the number would go to somebody else.
 */
export async function sendText(gateway: TextGateway, message: { to: string; text: string }): Promise<boolean> {
  const fields = { [gateway.toField]: message.to, [gateway.textField]: message.text };
  const isJson = gateway.format === 'json';
  try {
    const answer = await fetch(gateway.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(gateway.secret === null ? {} : { [gateway.header]: gateway.secret }),
      },
      body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
