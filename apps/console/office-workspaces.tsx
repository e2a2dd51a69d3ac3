import {
  Activity,
  AlarmClock,
  Archive,
  ArrowRightLeft,
  BellRing,
  BookUser,
  Cable,
  ChartColumn,
  ClipboardCheck,
  CloudLightning,
  Headphones,
  LayoutDashboard,
  ListChecks,
  ListOrdered,
  MailCheck,
  Map as MapIcon,
  MapPin,
  MessageSquare,
  PencilRuler,
  PhoneMissed,
  PhoneOff,
  Send,
  Settings2,
  Siren,
  Tags,
  Truck,
  Users,
  Volume2,
  VolumeX,
  Waypoints,
  Webhook,
} from 'lucide-react';
import { screenNames as agencyNames } from '#features/agencies/screen-names.ts';
import { screenNames as callerNames } from '#features/callers/screen-names.ts';
import { screenNames as callNames } from '#features/calls/screen-names.ts';
import { simulationNames } from '#features/calls/simulation-names.ts';
import { screenNames as dispatchNames } from '#features/dispatch/screen-names.ts';
import { screenNames as incidentNames } from '#features/incidents/screen-names.ts';
import { screenNames as monevNames } from '#features/monev/screen-names.ts';
import { screenNames as opennessNames } from '#features/openness/screen-names.ts';
import { screenNames as outcomeNames } from '#features/outcomes/screen-names.ts';
import { screenNames as outreachNames } from '#features/outreach/screen-names.ts';
import { screenNames as peopleNames } from '#features/people/screen-names.ts';
import { screenNames as placeNames } from '#features/places/screen-names.ts';
import { texts } from './texts.ts';
import { screen, type Workspace } from './workspaces.tsx';

/**
 * What call takers do not open: downloaded by everybody else before the first screen, so that a desk starts with its own screens
 * only. In the order of the rail.
 */
export const officeWorkspaces: readonly Workspace[] = [
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
    path: '/map',
    name: dispatchNames.map,
    permission: 'map.watch',
    component: screen(() => import('#features/dispatch/console/map/MapPage.tsx').then((file) => file.MapPage)),
    rail: { group: 'desk', icon: MapIcon },
  },
  {
    path: '/callers',
    name: callerNames.find,
    permission: 'caller.find',
    component: screen(() => import('#features/callers/console/FindCallerPage.tsx').then((file) => file.FindCallerPage)),
    rail: { group: 'desk', icon: BookUser },
  },
  {
    path: '/callers/$id',
    name: callerNames.caller,
    permission: 'caller.find',
    component: screen(() => import('#features/callers/console/CallerPage.tsx').then((file) => file.CallerPage)),
  },
  {
    path: '/cases',
    name: callerNames.cases,
    permission: 'case.read',
    component: screen(() => import('#features/callers/console/cases/CasesPage.tsx').then((file) => file.CasesPage)),
    rail: { group: 'desk', icon: ListChecks },
  },
  {
    path: '/cases/$id',
    name: callerNames.caseName,
    permission: 'case.read',
    component: screen(() => import('#features/callers/console/cases/CasePage.tsx').then((file) => file.CasePage)),
  },
  {
    path: '/cases/$id/letters/$entryId',
    name: callerNames.letter,
    permission: 'case.read',
    component: screen(() => import('#features/callers/console/cases/LetterPage.tsx').then((file) => file.LetterPage)),
  },
  {
    path: '/case-lanes',
    name: callerNames.lanes,
    permission: 'lane.read',
    component: screen(() => import('#features/callers/console/cases/LanesPage.tsx').then((file) => file.LanesPage)),
    rail: { group: 'desk', icon: Archive },
  },
  {
    path: '/case-setting',
    name: callerNames.caseSetting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/callers/console/cases/CaseSettingPage.tsx').then((file) => file.CaseSettingPage),
    ),
    rail: { group: 'manage', icon: Settings2 },
  },
  {
    path: '/surge-templates',
    name: dispatchNames.surgeTemplates,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/dispatch/console/surge/TemplatesPage.tsx').then((file) => file.TemplatesPage),
    ),
    rail: { group: 'manage', icon: CloudLightning },
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
    path: '/units',
    name: dispatchNames.units,
    permission: 'unit.order',
    component: screen(() => import('#features/dispatch/console/units/UnitsPage.tsx').then((file) => file.UnitsPage)),
    rail: { group: 'desk', icon: Truck },
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
    path: '/audits',
    name: monevNames.audits,
    permission: 'monev.read',
    component: screen(() => import('#features/monev/console/audit/AuditsPage.tsx').then((file) => file.AuditsPage)),
    rail: { group: 'insight', icon: ClipboardCheck },
  },
  {
    path: '/simulate',
    name: simulationNames.simulate,
    permission: 'simulation.run',
    component: screen(() =>
      import('#features/calls/console/simulate/SimulatePage.tsx').then((file) => file.SimulatePage),
    ),
    rail: { group: 'insight', icon: ListOrdered },
  },
  {
    path: '/campaigns',
    name: outreachNames.campaigns,
    permission: 'campaign.read',
    component: screen(() => import('#features/outreach/console/CampaignsPage.tsx').then((file) => file.CampaignsPage)),
    rail: { group: 'insight', icon: Volume2 },
    landing: ['INFO_OFFICER'],
  },
  {
    path: '/campaigns/proposals',
    name: outreachNames.proposals,
    permission: 'campaign.read',
    component: screen(() => import('#features/outreach/console/ProposalsPage.tsx').then((file) => file.ProposalsPage)),
  },
  {
    path: '/campaigns/material',
    name: outreachNames.material,
    permission: 'campaign.read',
    component: screen(() => import('#features/outreach/console/MaterialPage.tsx').then((file) => file.MaterialPage)),
  },
  {
    path: '/campaigns/$id',
    name: outreachNames.campaign,
    permission: 'campaign.read',
    component: screen(() => import('#features/outreach/console/CampaignPage.tsx').then((file) => file.CampaignPage)),
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
