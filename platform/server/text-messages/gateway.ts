import { failed, patienceMs, resultOfStatus, type Sender, type SendResult } from '../messages/message.ts';

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

/**
 * Hand one text to the gateway; `to` is in E.164. Taken by it (any 2xx) does not mean that it arrived. A redirect is not
 * followed: the number would go to somebody else.
 */
export async function handText(gateway: TextGateway, message: { to: string; text: string }): Promise<SendResult> {
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
    return resultOfStatus(answer.status);
  } catch {
    return failed('unreachable', true);
  }
}

/** The same where only its being taken counts. */
export async function sendText(gateway: TextGateway, message: { to: string; text: string }): Promise<boolean> {
  return (await handText(gateway, message)).ok;
}

/** For SMS and WhatsApp gateways alike. */
export function textSender(gateway: TextGateway): Sender {
  return (to, message) => handText(gateway, { to, text: message.text });
}
