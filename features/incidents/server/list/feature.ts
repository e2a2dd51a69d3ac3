import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as routes from '../../list-contract.ts';
import { exportFile } from './export-file.ts';
import { beginExport, readExport } from './export-list.ts';
import { countEverything, listEverything, searchCaller } from './list-incidents.ts';
import { printIncident } from './print-incident.ts';
import { changeSharedView, listViews, removeView, saveView, shareView } from './views.ts';

/** The one list of incidents: search, saved views, files; and the sheet of one of them. */
export function createIncidentLists(options: { readonly place: () => Workplace }): Feature {
  return {
    name: 'incident_lists',
    routes: bindAll(routes, {
      listEverything,
      countEverything,
      searchCaller,
      listViews,
      saveView,
      removeView,
      shareView,
      changeSharedView,
      beginExport,
      readExport,
      printIncident,
    }),
    plugins: [exportFile(options.place)],
  };
}
