import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { districtCode, villageCode } from '#features/places/place.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { incidentItem } from './contract.ts';
import { category, incidentId, incidentState, incidentTypeId, priority, showReasons, source } from './incident.ts';
import { filterNames, listColumns, listSorts } from './list-rules.ts';
import { listRefusals } from './list-texts.ts';
import { refusals } from './texts.ts';

export type ViewId = Id<'incident_view'>;
export const viewId = idSchema<'incident_view'>();
export type ExportId = Id<'incident_export'>;
export const exportId = idSchema<'incident_export'>();

/** Several of one kind, apart by commas. */
function several<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .max(2000)
    .transform((text) => text.split(','))
    .pipe(z.array(item).min(1).max(60));
}

/** What the list is narrowed by; whatever is left out narrows nothing. */
export const listFilter = z.object({
  group: z.enum(['open', 'ended', 'all']).default('open'),
  states: several(incidentState).optional(),
  priorities: several(priority).optional(),
  categories: several(category).optional(),
  types: several(incidentTypeId).optional(),
  sources: several(source).optional(),
  districtCode: districtCode.optional(),
  villageCode: villageCode.optional(),
  /** Has or had an assignment. */
  agencyId: agencyId.optional(),
  /** Bounds of `reportedAt`, the second exclusive. */
  from: instant.optional(),
  to: instant.optional(),
  sensitive: z.enum(['yes', 'no']).optional(),
  /** An open assignment is past the target that runs. */
  overdue: z.enum(['yes']).optional(),
  calls: z.enum(['none', 'several']).optional(),
  /** Words, all of which must be met: number, place, village, landmark, description, notes, agency, type. */
  q: z.string().trim().max(200).optional(),
  sort: z.enum(listSorts).default('number'),
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type ListFilter = z.output<typeof listFilter>;

export const listedIncident = incidentItem.extend({
  agencies: z.array(z.object({ code: z.string(), name: z.string(), isOpen: z.boolean() })),
  callCount: z.number().int(),
  /** The earliest target of an open assignment that has passed. */
  overdueSince: instant.nullable(),
  /** Where else than in its columns the search was met. */
  hits: z.array(z.object({ where: z.enum(['description', 'note']), text: z.string() })),
});
export type ListedIncident = z.output<typeof listedIncident>;

export const listEverything = route({
  method: 'GET',
  path: '/api/incidents/list',
  summary: 'The one list: every incident by filter and search, sorted, page by page',
  permission: 'incident.read',
  query: pageQuery.extend(listFilter.shape),
  output: page(listedIncident),
});

export const countEverything = route({
  method: 'GET',
  path: '/api/incidents/list/count',
  summary: 'How many incidents a filter of the list leaves',
  permission: 'incident.read',
  query: listFilter,
  output: z.object({ count: z.number().int() }),
});

/** By what only callers know: at most 100, newest first. A command, so that neither name nor number gets into an address. */
export const searchCaller = route({
  method: 'POST',
  path: '/api/incidents/caller-search',
  summary: "Search by a caller's name or number, with a reason; logged",
  permission: 'caller.show',
  body: z.object({ caller: z.string().trim().min(3).max(120), reason: z.enum(showReasons) }),
  output: z.object({ items: z.array(listedIncident) }),
  refusals: pick(listRefusals, 'caller_search.too_short'),
});

const savedName = z.string().trim().min(2).max(60);
/** The filter as it lies in the address; what does not belong there is refused. */
export const savedFilter = z.partialRecord(z.enum(filterNames), z.string().max(2000));
export const viewContent = z.object({
  name: savedName,
  filter: savedFilter,
  columns: z.array(z.enum(listColumns)).min(1).max(listColumns.length),
  active: z.boolean(),
});
export type ViewContent = z.output<typeof viewContent>;
const viewDraft = viewContent.omit({ active: true });

export const savedView = z.object({
  id: viewId,
  isShared: z.boolean(),
  version: z.number().int(),
  content: viewContent,
});
export type SavedView = z.output<typeof savedView>;

export const listViews = route({
  method: 'GET',
  path: '/api/incident-views',
  summary: 'Saved views of the list: the shared ones, then one’s own',
  permission: 'incident.read',
  output: z.object({ items: z.array(savedView) }),
});

/** One of the same name is replaced. */
export const saveView = route({
  method: 'POST',
  path: '/api/incident-views',
  summary: 'Keep the filter of the list under a name, for oneself',
  permission: 'incident.save_view',
  body: viewDraft,
  output: savedView,
});

export const removeView = route({
  method: 'POST',
  path: '/api/incident-views/:id/remove',
  summary: 'Remove a view of one’s own',
  permission: 'incident.save_view',
  params: z.object({ id: viewId }),
  output: z.object({}),
  refusals: pick(listRefusals, 'incident_view.not_found'),
});

export const shareView = route({
  method: 'POST',
  path: '/api/incident-views/shared',
  summary: 'Keep the filter of the list under a name, for everybody',
  permission: 'incident.share_view',
  body: z.object({ reason: changeReason, content: viewDraft }),
  output: changedSetting,
  refusals: pick(listRefusals, 'incident_view.name_taken', 'incident_view.words'),
});

export const changeSharedView = route({
  method: 'POST',
  path: '/api/incident-views/shared/:id/change',
  summary: 'Change or withdraw a shared view',
  permission: 'incident.share_view',
  params: z.object({ id: viewId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: viewContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(listRefusals, 'incident_view.name_taken', 'incident_view.words') },
});

export const exportFormats = ['csv', 'xlsx'] as const;
const exportView = z.object({
  id: exportId,
  format: z.enum(exportFormats),
  state: z.enum(['asked', 'writing', 'done']),
  rowsTotal: z.number().int(),
  rowsDone: z.number().int(),
});

/** The filter as the list was asked with. Personal data needs a reason and the right to open it; the export is logged. */
export const beginExport = route({
  method: 'POST',
  path: '/api/incident-exports',
  summary: 'Ask for the filtered list as a file',
  permission: 'incident.export',
  body: z.object({
    format: z.enum(exportFormats),
    filter: listFilter,
    columns: z.array(z.enum(listColumns)).min(1).max(listColumns.length),
    withCaller: z.boolean(),
    reason: z.string().trim().max(300).default(''),
  }),
  output: exportView,
  refusals: pick(
    listRefusals,
    'incident_export.reason_missing',
    'incident_export.caller_not_allowed',
    'incident_export.too_long',
  ),
});

export const readExport = route({
  method: 'GET',
  path: '/api/incident-exports/:id',
  summary: 'How far the file of an export is written',
  permission: 'incident.export',
  params: z.object({ id: exportId }),
  output: exportView,
  refusals: pick(listRefusals, 'incident_export.not_found'),
});

/** `GET`: the file, once; written while it is sent and kept nowhere. Only for whom it was asked. */
export const exportFilePath = '/api/incident-exports/:id/file';

/** The sheet of one incident was put on paper: who and when stands on it, in the access log and in the timeline. */
export const printIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/prints',
  summary: 'Note that the sheet of an incident is printed',
  permission: 'incident.print',
  params: z.object({ id: incidentId }),
  output: z.object({ at: instant, by: z.string() }),
  refusals: pick(refusals, 'incident.not_found'),
});
