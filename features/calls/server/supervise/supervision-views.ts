import type { SupervisionView, WatcherView } from '../../supervise-contract.ts';
import type { SupervisionRow, WatcherRow } from './supervise-store.ts';

export function supervisionViewOf(
  found: Pick<SupervisionRow, 'id' | 'call_id' | 'mode' | 'asked_at' | 'began_at'>,
): SupervisionView {
  return {
    // Ids leave the database as newId made them.
    id: found.id as SupervisionView['id'],
    callId: found.call_id as SupervisionView['callId'],
    mode: found.mode,
    askedAt: found.asked_at,
    connectedAt: found.began_at,
  };
}

export function watcherViewOf(found: WatcherRow): WatcherView {
  return {
    // As above.
    id: found.id as WatcherView['id'],
    user: { id: found.user_id as WatcherView['user']['id'], displayName: found.display_name },
    mode: found.mode,
    since: found.began_at,
  };
}
