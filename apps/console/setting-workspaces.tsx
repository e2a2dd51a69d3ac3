import {
  Activity,
  AlarmClock,
  Archive,
  ArrowRightLeft,
  BellRing,
  BookUser,
  Cable,
  ListChecks,
  ListOrdered,
  MailCheck,
  MapPin,
  MessageSquare,
  PencilRuler,
  PhoneMissed,
  PhoneOff,
  Send,
  Settings2,
  Tags,
  Truck,
  Users,
  Volume2,
  VolumeX,
  Waypoints,
  Webhook,
} from 'lucide-react';
import { screenNames as agencyNames } from '#features/agencies/screen-names.ts';
import { screenNames as callNames } from '#features/calls/screen-names.ts';
import { screenNames as dispatchNames } from '#features/dispatch/screen-names.ts';
import { screenNames as incidentNames } from '#features/incidents/screen-names.ts';
import { screenNames as opennessNames } from '#features/openness/screen-names.ts';
import { screenNames as outcomeNames } from '#features/outcomes/screen-names.ts';
import { screenNames as peopleNames } from '#features/people/screen-names.ts';
import { screenNames as placeNames } from '#features/places/screen-names.ts';
import { screenNames as rosterNames } from '#features/roster/screen-names.ts';
import { texts } from './texts.ts';
import { screen, type Workspace } from './workspaces.tsx';

/** The screens on which a regency sets up its centre, in the order of the rail; the last of officeWorkspaces. */
export const settingWorkspaces: readonly Workspace[] = [
  {
    path: '/users',
    name: peopleNames.users,
    permission: 'user.read',
    component: screen(() => import('#features/people/console/UsersPage.tsx').then((file) => file.UsersPage)),
    rail: { group: 'manage', icon: Users },
    landing: ['ADMIN'],
  },
  {
    path: '/channels',
    name: agencyNames.channels,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/agencies/console/channels/ChannelsPage.tsx').then((file) => file.ChannelsPage),
    ),
    rail: { group: 'manage', icon: Send },
  },
  {
    path: '/caller-messages',
    name: outcomeNames.telling,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/outcomes/console/telling/TellingSettingPage.tsx').then((file) => file.TellingSettingPage),
    ),
    rail: { group: 'manage', icon: MessageSquare },
  },
  {
    path: '/messages',
    name: agencyNames.messages,
    permission: 'message.read',
    component: screen(() =>
      import('#features/agencies/console/channels/MessagesPage.tsx').then((file) => file.MessagesPage),
    ),
    rail: { group: 'insight', icon: MailCheck },
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
    path: '/question-cards',
    name: incidentNames.cards,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/incidents/console/card/editor/CardsPage.tsx').then((file) => file.CardsPage),
    ),
    rail: { group: 'manage', icon: ListChecks },
  },
  {
    path: '/routing',
    name: dispatchNames.routing,
    permission: 'setting.read',
    component: screen(() => import('#features/dispatch/console/RoutingPage.tsx').then((file) => file.RoutingPage)),
    rail: { group: 'manage', icon: Waypoints },
  },
  {
    path: '/unit-settings',
    name: dispatchNames.unitSettings,
    permission: 'unit.manage',
    component: screen(() =>
      import('#features/dispatch/console/units/UnitSettingsPage.tsx').then((file) => file.UnitSettingsPage),
    ),
    rail: { group: 'manage', icon: Truck },
  },
  {
    path: '/covers',
    name: agencyNames.covers,
    permission: 'setting.read',
    component: screen(() => import('#features/agencies/console/cover/CoversPage.tsx').then((file) => file.CoversPage)),
    rail: { group: 'manage', icon: ArrowRightLeft },
  },
  {
    path: '/clocks',
    name: dispatchNames.clocks,
    permission: 'setting.read',
    component: screen(() => import('#features/dispatch/console/ClocksPage.tsx').then((file) => file.ClocksPage)),
    rail: { group: 'manage', icon: AlarmClock },
  },
  {
    path: '/place-data',
    name: placeNames.placeData,
    permission: 'setting.read',
    component: screen(() => import('#features/places/console/PlaceDataPage.tsx').then((file) => file.PlaceDataPage)),
    rail: { group: 'manage', icon: MapPin },
  },
  {
    path: '/areas',
    name: placeNames.areas,
    permission: 'setting.read',
    component: screen(() => import('#features/places/console/areas/AreasPage.tsx').then((file) => file.AreasPage)),
    rail: { group: 'manage', icon: PencilRuler },
  },
  {
    path: '/ladders',
    name: dispatchNames.ladders,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/dispatch/console/ladder/LaddersPage.tsx').then((file) => file.LaddersPage),
    ),
    rail: { group: 'manage', icon: BellRing },
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
    rail: { group: 'manage', icon: Cable },
  },
  {
    path: '/masts',
    name: callNames.cellSites,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/cells/CellSitesPage.tsx').then((file) => file.CellSitesPage),
    ),
    rail: { group: 'manage', icon: Activity },
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
    path: '/closing',
    name: callNames.closing,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/calls/console/closing/ClosingSettingsPage.tsx').then((file) => file.ClosingSettingsPage),
    ),
    rail: { group: 'manage', icon: PhoneOff },
  },
  {
    path: '/roster-setting',
    name: rosterNames.setting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/roster/console/RosterSettingPage.tsx').then((file) => file.RosterSettingPage),
    ),
    rail: { group: 'manage', icon: AlarmClock },
  },
  {
    path: '/webhooks',
    name: opennessNames.webhooks,
    permission: 'webhook.read',
    component: screen(() =>
      import('#features/openness/console/webhooks/WebhooksPage.tsx').then((file) => file.WebhooksPage),
    ),
    rail: { group: 'manage', icon: Webhook },
  },
  {
    path: '/centre',
    name: peopleNames.centre,
    permission: 'setting.read',
    component: screen(() => import('./CentreWorkspace.tsx').then((file) => file.CentreWorkspace)),
    rail: { group: 'manage', icon: Settings2 },
  },
  {
    path: '/kit',
    name: texts.kit,
    permission: 'installation.read',
    component: screen(() => import('./KitPage.tsx').then((file) => file.KitPage)),
  },
];
