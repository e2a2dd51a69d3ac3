import { createTransport } from 'nodemailer';
import { failed, patienceMs, type Sender, type SendResult } from './message.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte (465). `starttls`: refused without it (587). `none`: a relay on our own machine. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  readonly password: string | null;
  /** `Nama <alamat@contoh.go.id>` */
  readonly from: string;
}

/** By SMTP, one connection per message: what is sent here is rare, and a kept connection that died costs its first message. */
export function emailSender(server: MailServer): Sender {
  return async (to, message) => {
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      ...(server.username === '' ? {} : { auth: { user: server.username, pass: server.password ?? '' } }),
    });
    try {
      await transport.sendMail({
        from: server.from,
        to,
        subject: message.title,
        text: message.text,
        ...(message.html === undefined ? {} : { html: message.html }),
        ...(message.file === undefined
          ? {}
          : { attachments: [{ filename: message.file.name, content: message.file.bytes }] }),
        messageId: `<${message.id}@sigap112>`,
        // No answer of an absent colleague, and no list of strangers.
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { ok: true };
    } catch (error) {
      return resultOfError(error);
    } finally {
      transport.close();
    }
  };
}

function resultOfError(error: unknown): SendResult {
  // nodemailer puts its own code and the server's answer on the error it throws.
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  if (code === 'EAUTH') return failed('refused', true);
  if (responseCode !== undefined && responseCode >= 500)
    return failed(code === 'EENVELOPE' ? 'bad_recipient' : 'refused', false);
  if (responseCode !== undefined && responseCode >= 400) return failed('busy', true);
  if (code === 'EENVELOPE') return failed('bad_recipient', false);
  return failed('unreachable', true);
}
