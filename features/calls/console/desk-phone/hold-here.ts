import { call } from '#platform/web/api-client.ts';
import type { CallId } from '../../call.ts';
import { holdAtDesk } from '../../desk-phone-contract.ts';

/** The server holds the caller of a telephone on the desk, or gives them back. Comes late: most desks have none. */
export async function holdHere(id: CallId, held: boolean): Promise<void> {
  await call(holdAtDesk, { params: { id }, body: { held } });
}
