import {
  AtSign,
  BadgeCheck,
  Building2,
  CalendarClock,
  CircleUser,
  ClipboardList,
  CloudLightning,
  Handshake,
  Headset,
  type LucideIcon,
  MessageSquare,
  PhoneCall,
  PhoneMissed,
  UsersRound,
} from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { screenNames as agencyNames } from '#features/agencies/screen-names.ts';
import { screenNames as callNames } from '#features/calls/screen-names.ts';
import { screenNames as dispatchNames } from '#features/dispatch/screen-names.ts';
import { screenNames as incidentNames } from '#features/incidents/screen-names.ts';
import { screenNames as outcomeNames } from '#features/outcomes/screen-names.ts';
import type { Role } from '#features/people/permissions.ts';
import { screenNames as peopleNames } from '#features/people/screen-names.ts';
import { screenNames as qualityNames } from '#features/quality/screen-names.ts';
import { screenNames as rosterNames } from '#features/roster/screen-names.ts';
import type { Permission } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { part } from '#platform/web/part.tsx';
import { texts } from './texts.ts';

/*
 * Every screen of the console, as data: the router, the rail, the palette and the landing pages are made from this table.
 *
 * To add a screen, write it in `features/NAME/console/Screen.tsx` (platform/ui/README.md shows how) and enter it in
 * office-workspaces.tsx, or here if call takers open it:
 *
 *   {
 *     path: '/lamps',                                  // `/lamps/$id` for one of them: usePathParam('id')
 *     name: lampNames.board,                           // also the command "Open …" in the palette
 *     permission: 'lamp.read',                         // without it the screen does not exist for the person
 *     component: screen(() => import('#features/lamps/console/LampBoard.tsx').then((file) => file.LampBoard)),
 *     rail: { group: 'desk', icon: Lamp },             // left out: no entry in the rail (a page reached from another)
 *     landing: ['DISPATCHER'],                         // roles that start here; the first match in this table wins
 *   },
 *
 * The order here is the order in the rail.
 */

export interface Workspace {
  readonly path: string;
  readonly name: Text;
  readonly permission: Permission;
  readonly component: LazyExoticComponent<ComponentType>;
  /** `badge`: a count that waits there, shown once the page is at rest. */
  readonly rail?: { readonly group: RailGroup; readonly icon: LucideIcon; readonly badge?: ComponentType };
  readonly landing?: readonly Role[];
  /** Fills the whole window, without rail and top bar: a screen that nobody sits at. */
  readonly isBare?: true;
}

export type RailGroup = 'desk' | 'insight' | 'manage';
export const railGroups: Readonly<Record<RailGroup, Text>> = {
  desk: texts.groupDesk,
  insight: texts.groupInsight,
  manage: texts.groupManage,
};

/** A screen that is downloaded when it is first opened. */
export function screen(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }));
}

const WaitingBadge = part(() =>
  import('#features/calls/console/follow-up/WaitingBadge.tsx').then((file) => file.WaitingBadge),
);

const MentionBadge = part(() =>
  import('#features/incidents/console/people/MentionBadge.tsx').then((file) => file.MentionBadge),
);

const CallerTaskBadge = part(() =>
  import('#features/outcomes/console/telling/CallerTaskBadge.tsx').then((file) => file.CallerTaskBadge),
);

/** What call takers open too, in the order of the rail. */
export const deskWorkspaces: readonly Workspace[] = [
  {
    path: '/desk',
    name: callNames.deskName,
    permission: 'call.take',
    component: screen(() => import('./desk/DeskWorkspace.tsx').then((file) => file.DeskWorkspace)),
    rail: { group: 'desk', icon: Headset },
    landing: ['CALL_TAKER'],
  },
  {
    path: '/incidents',
    name: incidentNames.incidents,
    permission: 'incident.read',
    component: screen(() => import('#features/incidents/console/IncidentsPage.tsx').then((file) => file.IncidentsPage)),
    rail: { group: 'desk', icon: ClipboardList },
  },
  {
    path: '/incidents/new',
    name: incidentNames.newWithoutCall,
    permission: 'incident.create',
    component: screen(() =>
      import('#features/incidents/console/NewIncidentPage.tsx').then((file) => file.NewIncidentPage),
    ),
  },
  {
    path: '/incidents/$id',
    name: incidentNames.incidents,
    permission: 'incident.read',
    component: screen(() => import('./desk/IncidentWorkspace.tsx').then((file) => file.IncidentWorkspace)),
  },
  {
    path: '/incidents/$id/replay',
    name: dispatchNames.replay,
    permission: 'incident.read',
    component: screen(() => import('#features/dispatch/console/replay/ReplayPage.tsx').then((file) => file.ReplayPage)),
  },
  {
    path: '/incidents/$id/print',
    name: dispatchNames.sheet,
    permission: 'incident.print',
    component: screen(() => import('#features/dispatch/console/sheet/SheetPage.tsx').then((file) => file.SheetPage)),
  },
  {
    path: '/calls',
    name: callNames.page,
    permission: 'call.read',
    component: screen(() => import('#features/calls/console/CallsPage.tsx').then((file) => file.CallsPage)),
    rail: { group: 'desk', icon: PhoneCall },
  },
  {
    path: '/calls/$id',
    name: callNames.calls,
    permission: 'call.read',
    component: screen(() => import('#features/calls/console/CallPage.tsx').then((file) => file.CallPage)),
  },
  {
    path: '/calls/lost',
    name: callNames.lostCalls,
    permission: 'call.read',
    component: screen(() =>
      import('#features/calls/console/follow-up/FollowUpsPage.tsx').then((file) => file.FollowUpsPage),
    ),
    rail: { group: 'desk', icon: PhoneMissed, badge: WaitingBadge },
  },
  {
    path: '/caller-tasks',
    name: outcomeNames.callerTasks,
    permission: 'caller.inform',
    component: screen(() =>
      import('#features/outcomes/console/telling/CallerTasksPage.tsx').then((file) => file.CallerTasksPage),
    ),
    rail: { group: 'desk', icon: MessageSquare, badge: CallerTaskBadge },
  },
  {
    path: '/desks',
    name: callNames.desks,
    permission: 'presence.watch',
    component: screen(() => import('#features/calls/console/queue/DesksPage.tsx').then((file) => file.DesksPage)),
    rail: { group: 'desk', icon: UsersRound },
  },
  {
    path: '/surge',
    name: dispatchNames.surge,
    permission: 'surge.history',
    component: screen(() => import('#features/dispatch/console/surge/SurgePage.tsx').then((file) => file.SurgePage)),
    rail: { group: 'desk', icon: CloudLightning },
  },
  {
    path: '/mentions',
    name: incidentNames.mentions,
    permission: 'incident.edit',
    component: screen(() =>
      import('#features/incidents/console/people/MentionsPage.tsx').then((file) => file.MentionsPage),
    ),
    rail: { group: 'desk', icon: AtSign, badge: MentionBadge },
  },
  {
    path: '/handovers',
    name: rosterNames.handovers,
    permission: 'handover.write',
    component: screen(() => import('#features/roster/console/HandoversPage.tsx').then((file) => file.HandoversPage)),
    rail: { group: 'desk', icon: Handshake },
  },
  {
    path: '/my-shifts',
    name: rosterNames.mine,
    permission: 'roster.own',
    component: screen(() => import('#features/roster/console/MySchedulePage.tsx').then((file) => file.MySchedulePage)),
    rail: { group: 'desk', icon: CalendarClock },
  },
  {
    path: '/my-quality',
    name: qualityNames.mine,
    permission: 'quality.own',
    component: screen(() => import('#features/quality/console/MyQualityPage.tsx').then((file) => file.MyQualityPage)),
    rail: { group: 'insight', icon: BadgeCheck },
  },
];

/** Everybody's own, at the end of the rail. */
export const ownWorkspaces: readonly Workspace[] = [
  {
    path: '/agencies',
    name: agencyNames.agencies,
    permission: 'agency.read',
    component: screen(() => import('#features/agencies/console/AgenciesPage.tsx').then((file) => file.AgenciesPage)),
    rail: { group: 'manage', icon: Building2 },
  },
  {
    path: '/profile',
    name: peopleNames.profile,
    permission: 'signed_in',
    component: screen(() => import('#features/people/console/ProfilePage.tsx').then((file) => file.ProfilePage)),
    rail: { group: 'manage', icon: CircleUser },
  },
];
