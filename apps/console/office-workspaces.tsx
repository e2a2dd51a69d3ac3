import {
  Archive,
  BookOpenCheck,
  BookUser,
  CalendarDays,
  ChartColumn,
  ChartNoAxesCombined,
  ClipboardCheck,
  CloudLightning,
  FileCheck,
  Gauge,
  Headphones,
  LayoutDashboard,
  Lightbulb,
  ListChecks,
  ListOrdered,
  Map as MapIcon,
  Monitor,
  Presentation,
  Settings2,
  Siren,
  TriangleAlert,
  Truck,
  UserCheck,
  Volume2,
  Waves,
} from 'lucide-react';
import { screenNames as callerNames } from '#features/callers/screen-names.ts';
import { screenNames as callNames } from '#features/calls/screen-names.ts';
import { simulationNames } from '#features/calls/simulation-names.ts';
import { screenNames as dispatchNames } from '#features/dispatch/screen-names.ts';
import { screenNames as monevNames } from '#features/monev/screen-names.ts';
import { screenNames as outreachNames } from '#features/outreach/screen-names.ts';
import { screenNames as qualityNames } from '#features/quality/screen-names.ts';
import { screenNames as rosterNames } from '#features/roster/screen-names.ts';
import { part } from '#platform/web/part.tsx';
import { settingWorkspaces } from './setting-workspaces.tsx';
import { screen, type Workspace } from './workspaces.tsx';

const LaneSignatureBadge = part(() =>
  import('#features/callers/console/signature/SignatureBadges.tsx').then((file) => file.LaneSignatureBadge),
);

const PackSignatureBadge = part(() =>
  import('#features/callers/console/signature/SignatureBadges.tsx').then((file) => file.PackSignatureBadge),
);

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
    rail: { group: 'desk', icon: Archive, badge: LaneSignatureBadge },
  },
  {
    path: '/case-packs',
    name: callerNames.packs,
    permission: 'pack.read',
    component: screen(() => import('#features/callers/console/packs/PacksPage.tsx').then((file) => file.PacksPage)),
    rail: { group: 'desk', icon: FileCheck, badge: PackSignatureBadge },
  },
  {
    path: '/case-pack-setting',
    name: callerNames.packSetting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/callers/console/packs/PackSettingPage.tsx').then((file) => file.PackSettingPage),
    ),
    rail: { group: 'manage', icon: Settings2 },
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
    path: '/kpi',
    name: monevNames.kpi,
    permission: 'monev.read',
    component: screen(() => import('#features/monev/console/kpi/KpiPage.tsx').then((file) => file.KpiPage)),
    rail: { group: 'insight', icon: BookOpenCheck },
  },
  {
    path: '/agency-answers',
    name: monevNames.answers,
    permission: 'answer.read',
    component: screen(() => import('#features/monev/console/answer/AnswersPage.tsx').then((file) => file.AnswersPage)),
    rail: { group: 'insight', icon: Gauge },
  },
  {
    path: '/wall',
    name: monevNames.wall,
    permission: 'wall.watch',
    component: screen(() => import('#features/monev/console/wall/WallPage.tsx').then((file) => file.WallPage)),
    rail: { group: 'insight', icon: Monitor },
    landing: ['WALL'],
    isBare: true,
  },
  {
    path: '/analysis',
    name: monevNames.analysis,
    permission: 'monev.read',
    component: screen(() =>
      import('#features/monev/console/analysis/AnalysisPage.tsx').then((file) => file.AnalysisPage),
    ),
    rail: { group: 'insight', icon: ChartNoAxesCombined },
  },
  {
    path: '/audits',
    name: monevNames.audits,
    permission: 'monev.read',
    component: screen(() => import('#features/monev/console/audit/AuditsPage.tsx').then((file) => file.AuditsPage)),
    rail: { group: 'insight', icon: ClipboardCheck },
  },
  {
    path: '/quality',
    name: qualityNames.quality,
    permission: 'quality.read',
    component: screen(() => import('#features/quality/console/QualityPage.tsx').then((file) => file.QualityPage)),
    rail: { group: 'insight', icon: Gauge },
  },
  {
    path: '/quality-setting',
    name: qualityNames.setting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/quality/console/QualitySettingPage.tsx').then((file) => file.QualitySettingPage),
    ),
    rail: { group: 'manage', icon: Settings2 },
  },
  {
    path: '/obstacles',
    name: monevNames.obstacles,
    permission: 'obstacle.read',
    component: screen(() =>
      import('#features/monev/console/obstacle/ObstaclesPage.tsx').then((file) => file.ObstaclesPage),
    ),
    rail: { group: 'insight', icon: TriangleAlert },
  },
  {
    path: '/obstacles/$id',
    name: monevNames.obstacle,
    permission: 'obstacle.read',
    component: screen(() =>
      import('#features/monev/console/obstacle/ObstaclePage.tsx').then((file) => file.ObstaclePage),
    ),
  },
  {
    path: '/meetings',
    name: monevNames.meetings,
    permission: 'obstacle.read',
    component: screen(() =>
      import('#features/monev/console/meeting/MeetingsPage.tsx').then((file) => file.MeetingsPage),
    ),
    rail: { group: 'insight', icon: Presentation },
  },
  {
    path: '/meetings/$id',
    name: monevNames.meeting,
    permission: 'obstacle.read',
    component: screen(() => import('#features/monev/console/meeting/MeetingPage.tsx').then((file) => file.MeetingPage)),
  },
  {
    path: '/meetings/$id/live',
    name: monevNames.live,
    permission: 'obstacle.read',
    component: screen(() => import('#features/monev/console/meeting/LivePage.tsx').then((file) => file.LivePage)),
  },
  {
    path: '/drills',
    name: callNames.drills,
    permission: 'drill.read',
    component: screen(() => import('#features/calls/console/drill/DrillsPage.tsx').then((file) => file.DrillsPage)),
    rail: { group: 'insight', icon: Headphones },
  },
  {
    path: '/waves',
    name: callNames.waves,
    permission: 'call.supervise',
    component: screen(() => import('#features/calls/console/supervise/WavesPage.tsx').then((file) => file.WavesPage)),
    rail: { group: 'insight', icon: Waves },
  },
  {
    path: '/hints',
    name: monevNames.hints,
    permission: 'hint.read',
    component: screen(() => import('#features/monev/console/hint/HintsPage.tsx').then((file) => file.HintsPage)),
    rail: { group: 'insight', icon: Lightbulb },
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
    path: '/rota',
    name: rosterNames.rota,
    permission: 'roster.read',
    component: screen(() => import('#features/roster/console/RotaPage.tsx').then((file) => file.RotaPage)),
    rail: { group: 'desk', icon: CalendarDays },
  },
  {
    path: '/attendance',
    name: rosterNames.attendance,
    permission: 'attendance.read',
    component: screen(() => import('#features/roster/console/AttendancePage.tsx').then((file) => file.AttendancePage)),
    rail: { group: 'insight', icon: UserCheck },
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
    path: '/obstacle-setting',
    name: monevNames.obstacleSetting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/monev/console/obstacle/SettingPage.tsx').then((file) => file.SettingPage),
    ),
    rail: { group: 'manage', icon: Settings2 },
  },
  {
    path: '/campaign-setting',
    name: outreachNames.photoSetting,
    permission: 'setting.read',
    component: screen(() =>
      import('#features/outreach/console/PhotoSettingPage.tsx').then((file) => file.PhotoSettingPage),
    ),
    rail: { group: 'manage', icon: Settings2 },
  },
  ...settingWorkspaces,
];
