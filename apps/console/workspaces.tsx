import {
  Activity,
  AlarmClock,
  Archive,
  BookUser,
  Building2,
  Cable,
  ChartColumn,
  CircleUser,
  ClipboardList,
  FlaskConical,
  Headphones,
  Headset,
  LayoutDashboard,
  ListOrdered,
  type LucideIcon,
  MapPin,
  PhoneCall,
  PhoneMissed,
  RadioTower,
  Settings2,
  Siren,
  Tags,
  Users,
  UsersRound,
  Volume2,
  VolumeX,
  Waypoints,
} from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { screenNames as agencyNames } from '#features/agencies/screen-names.ts';
import { screenNames as callNames } from '#features/calls/screen-names.ts';
import { screenNames as dispatchNames } from '#features/dispatch/screen-names.ts';
import { screenNames as incidentNames } from '#features/incidents/screen-names.ts';
import { screenNames as monevNames } from '#features/monev/screen-names.ts';
import type { Role } from '#features/people/permissions.ts';
import { screenNames as peopleNames } from '#features/people/screen-names.ts';
import type { Permission } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { part } from '#platform/web/part.tsx';
import { texts } from './texts.ts';

/*
 * Every screen of the console, as data: the router, the rail, the palette and the landing pages are made from this table.
 *
 * To add a screen, write it in `features/NAME/console/Screen.tsx` (platform/ui/README.md shows how) and enter it here:
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
}

export type RailGroup = 'desk' | 'insight' | 'manage';
export const railGroups: Readonly<Record<RailGroup, Text>> = {
  desk: texts.groupDesk,
  insight: texts.groupInsight,
  manage: texts.groupManage,
};

/** A screen that is downloaded when it is first opened. */
function screen(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }));
}

const WaitingBadge = part(() =>
  import('#features/calls/console/follow-up/WaitingBadge.tsx').then((file) => file.WaitingBadge),
);

export const workspaces: readonly Workspace[] = [
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
    path: '/desks',
    name: callNames.desks,
    permission: 'presence.watch',
    component: screen(() => import('#features/calls/console/queue/DesksPage.tsx').then((file) => file.DesksPage)),
    rail: { group: 'desk', icon: UsersRound },
  },
  {
    path: '/desk-phones',
    name: callNames.deskPhones,
    permission: 'phone.watch',
    component: screen(() =>
      import('#features/calls/console/sound/DeskPhonesPage.tsx').then((file) => file.DeskPhonesPage),
    ),
    rail: { group: 'insight', icon: Headphones },
  },
  {
    path: '/board',
    name: dispatchNames.board,
    permission: 'board.watch',
    component: screen(() => import('#features/dispatch/console/BoardPage.tsx').then((file) => file.BoardPage)),
    rail: { group: 'desk', icon: LayoutDashboard },
    landing: ['DISPATCHER', 'SUPERVISOR'],
  },
  {
    path: '/tasks',
    name: dispatchNames.tasks,
    // Held by agency screens only: the control room sees all tasks on its board.
    permission: 'alerting.report',
    component: screen(() => import('#features/dispatch/console/AgencyPage.tsx').then((file) => file.AgencyPage)),
    rail: { group: 'desk', icon: Siren },
    landing: ['AGENCY_ADMIN'],
  },
  {
    path: '/monev',
    name: monevNames.page,
    permission: 'monev.read',
    component: screen(() => import('#features/monev/console/MonthPage.tsx').then((file) => file.MonthPage)),
    rail: { group: 'insight', icon: ChartColumn },
    landing: ['AGENCY_HEAD', 'EXECUTIVE'],
  },
  {
    path: '/users',
    name: peopleNames.users,
    permission: 'user.read',
    component: screen(() => import('#features/people/console/UsersPage.tsx').then((file) => file.UsersPage)),
    rail: { group: 'manage', icon: Users },
    landing: ['ADMIN'],
  },
  {
    path: '/agencies',
    name: agencyNames.agencies,
    permission: 'agency.read',
    component: screen(() => import('#features/agencies/console/AgenciesPage.tsx').then((file) => file.AgenciesPage)),
    rail: { group: 'manage', icon: Building2 },
  },
  {
    path: '/incident-types',
    name: incidentNames.types,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/incidents/console/IncidentTypesPage.tsx').then((file) => file.IncidentTypesPage),
    ),
    rail: { group: 'manage', icon: Tags },
  },
  {
    path: '/routing',
    name: dispatchNames.routing,
    permission: 'setting.read',
    component: screen(() => import('#features/dispatch/console/RoutingPage.tsx').then((file) => file.RoutingPage)),
    rail: { group: 'manage', icon: Waypoints },
  },
  {
    path: '/clocks',
    name: dispatchNames.clocks,
    permission: 'setting.read',
    component: screen(() => import('#features/dispatch/console/ClocksPage.tsx').then((file) => file.ClocksPage)),
    rail: { group: 'manage', icon: AlarmClock },
  },
  {
    path: '/place-agreement',
    name: callNames.placeAgreement,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/place/PlaceAgreementPage.tsx').then((file) => file.PlaceAgreementPage),
    ),
    rail: { group: 'manage', icon: MapPin },
  },
  {
    path: '/recordings',
    name: callNames.recordings,
    permission: 'recording.read',
    component: screen(() =>
      import('#features/calls/console/recording/RecordingsPage.tsx').then((file) => file.RecordingsPage),
    ),
    rail: { group: 'manage', icon: Archive },
  },
  {
    path: '/queue-settings',
    name: callNames.queueSettings,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/queue/QueueSettingsPage.tsx').then((file) => file.QueueSettingsPage),
    ),
    rail: { group: 'manage', icon: ListOrdered },
  },
  {
    path: '/prompts',
    name: callNames.prompts,
    permission: 'setting.read',
    component: screen(() => import('#features/calls/console/PromptsPage.tsx').then((file) => file.PromptsPage)),
    rail: { group: 'manage', icon: Volume2 },
  },
  {
    path: '/directory',
    name: callNames.directory,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/directory/DirectoryPage.tsx').then((file) => file.DirectoryPage),
    ),
    rail: { group: 'manage', icon: BookUser },
  },
  {
    path: '/lines',
    name: callNames.lines,
    permission: 'setting.read',
    component: screen(() => import('#features/calls/console/lines/LinesPage.tsx').then((file) => file.LinesPage)),
    rail: { group: 'manage', icon: Cable },
  },
  {
    path: '/lines/figures',
    name: callNames.lineFigures,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/lines/LineFiguresPage.tsx').then((file) => file.LineFiguresPage),
    ),
    rail: { group: 'insight', icon: Activity },
  },
  {
    path: '/lines/tests',
    name: callNames.carrierTests,
    permission: 'call.test',
    component: screen(() =>
      import('#features/calls/console/carrier/CarrierTestsPage.tsx').then((file) => file.CarrierTestsPage),
    ),
    rail: { group: 'manage', icon: FlaskConical },
  },
  {
    path: '/masts',
    name: callNames.cellSites,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/cells/CellSitesPage.tsx').then((file) => file.CellSitesPage),
    ),
    rail: { group: 'manage', icon: RadioTower },
  },
  {
    path: '/call-backs',
    name: callNames.followUpSetting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/follow-up/FollowUpSettingPage.tsx').then((file) => file.FollowUpSettingPage),
    ),
    rail: { group: 'manage', icon: PhoneMissed },
  },
  {
    path: '/silent-calls',
    name: callNames.silent,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/silent/SilentSettingsPage.tsx').then((file) => file.SilentSettingsPage),
    ),
    rail: { group: 'manage', icon: VolumeX },
  },
  {
    path: '/centre',
    name: peopleNames.centre,
    permission: 'setting.read',
    component: screen(() => import('./CentreWorkspace.tsx').then((file) => file.CentreWorkspace)),
    rail: { group: 'manage', icon: Settings2 },
  },
  {
    path: '/profile',
    name: peopleNames.profile,
    permission: 'signed_in',
    component: screen(() => import('#features/people/console/ProfilePage.tsx').then((file) => file.ProfilePage)),
    rail: { group: 'manage', icon: CircleUser },
  },
  {
    path: '/kit',
    name: texts.kit,
    permission: 'installation.read',
    component: screen(() => import('./KitPage.tsx').then((file) => file.KitPage)),
  },
];
