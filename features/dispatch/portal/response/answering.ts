import type { z } from 'zod';
import type { Language } from '#platform/shared/texts.ts';
import { languageHere } from '#platform/web/plain/frame.ts';
import { kept, newPlainId } from '#platform/web/plain/kept.ts';
import { type Outbox, openOutbox, type PlainState } from '#platform/web/plain/outbox.ts';
import type { answerResponse, ResponseView } from '../../response-contract.ts';

/** As the page sends it. */
export type Act = z.input<typeof answerResponse.body>;
export type Answering = Outbox<ResponseView, Act>;
export type ResponseState = PlainState<ResponseView, Act>;

/** The answers of a body without accounts, over a network that comes and goes. */
export function answer(token: string, onChange: (state: ResponseState) => void): Answering {
  const path = `/api/responses/${encodeURIComponent(token)}`;
  return openOutbox<ResponseView, Act>(
    {
      look: () => path,
      post: (act) => ({ path: `${path}/acts`, body: JSON.stringify(act), type: 'application/json' }),
      merge: (_was, now) => now,
      hasNews: (was, now) => was !== null && (was.state !== now.state || was.notes.length < now.notes.length),
      keep: {
        read: () => kept.read(`unsent ${token}`),
        write: (text) => kept.write(`unsent ${token}`, text),
      },
      language: languageHere,
    },
    onChange,
  );
}

/** When it was pressed, by this telephone's clock: the network may bring it minutes later. */
export const pressed = () => ({ id: newPlainId(), at: new Date().toISOString() });

export function timeOf(at: string, language: Language): string {
  return new Date(at).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
