import { bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import * as routes from '../../supervise-contract.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { beginSupervision } from './begin-supervision.ts';
import { listDeskMessages, seeDeskMessage, sendDeskMessage } from './desk-messages.ts';
import { changeSupervision, endWithCall, leaveSupervision } from './end-supervision.ts';
import { readDeskSupervision, readFloor } from './read-floor.ts';
import { takeOverCall } from './take-over-call.ts';
import { acknowledgeWait, readWaitAlarm } from './wait-alarm.ts';

/** Supervisors on the line of calls, their messages to desks, and the alarm of waiting. */
export function supervisePart({ incidents }: { readonly incidents: IncidentsBehind }): FeaturePart {
  return {
    routes: [
      bind(routes.readFloor, readFloor),
      bind(routes.readWaitAlarm, readWaitAlarm),
      bind(routes.acknowledgeWait, acknowledgeWait),
      bind(routes.beginSupervision, beginSupervision(incidents)),
      bind(routes.changeSupervision, changeSupervision),
      bind(routes.leaveSupervision, leaveSupervision),
      bind(routes.takeOverCall, takeOverCall),
      bind(routes.readDeskSupervision, readDeskSupervision),
      bind(routes.sendDeskMessage, sendDeskMessage),
      bind(routes.seeDeskMessage, seeDeskMessage),
      bind(routes.listDeskMessages, listDeskMessages),
    ],
    listeners: { 'call.ended': endWithCall },
  };
}
