import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as routes from '../../meeting-contract.ts';
import * as holding from './hold-meetings.ts';
import * as planning from './plan-meetings.ts';
import { showMinutes } from './show-minutes.ts';

/** What meetings add to the feature. */
export const meetingPart = (place: () => Workplace) =>
  ({
    routes: bindAll(routes, {
      listMeetings: holding.listMeetings,
      readMeeting: holding.readMeeting,
      planMeeting: planning.planMeeting,
      changeMeeting: planning.changeMeeting,
      refreshAgenda: planning.refreshAgenda,
      addItem: planning.addItem,
      orderAgenda: planning.orderAgenda,
      stepMeeting: holding.stepMeeting,
      addAttendee: holding.addAttendee,
      removeAttendee: holding.removeAttendee,
      decideItem: holding.decideItem,
      addItemAction: holding.addItemAction,
    }),
    plugins: [showMinutes(place, 'pdf'), showMinutes(place, 'docx')],
  }) satisfies Partial<Feature>;
