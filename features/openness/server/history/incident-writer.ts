import { type IncidentLine, insertIncidents, updateIncidents } from '#features/incidents/server/history-store.ts';
import { digestOfParticulars, newSalt } from '#features/incidents/server/incident-event.ts';
import { closeDeadline } from '#features/outcomes/server/end-incident.ts';
import { judge } from '#features/places/jurisdiction-rules.ts';
import { wordsOf } from '#features/places/normalise.ts';
import { groundOf, type KnownGround } from '#features/places/server/ground/ground.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type HistoricIncident, readIncidentRow } from '../../history-incidents.ts';
import { numbersOf, takeNumbers } from './history-store.ts';
import type { HistoryWriter, Written } from './take-history.ts';

/** Incidents of another system: rows as the live path writes them, without its events, listeners and ladders. */
export const incidentWriter: HistoryWriter<HistoricIncident> = {
  kind: 'incidents',
  read: readIncidentRow,
  content: ({ line: _line, changedAt: _changedAt, type, village, ...rest }) =>
    JSON.stringify({ ...rest, type: type.code, village: village?.code ?? null }),
  resolve: async (_ctx, rows) => ({ rows, problems: [] }),
  newSalt: () => newSalt().toString('hex'),
  write: async (ctx, items) => {
    const ground = await groundOf(ctx);
    const added = items.filter(({ known }) => known === null);
    const kept = await numbersOf(
      ctx,
      items.flatMap(({ known }) => known?.rowId ?? []),
    );
    let next = added.length === 0 ? 0 : await takeNumbers(ctx, added.length);
    const lines = items.map(({ row, known, salt }) => {
      // Its id sorts where it happened, so that lists by id do not show old things as new.
      const id = known?.rowId ?? newId<'incident'>(Date.parse(row.reportedAt));
      const number = kept.get(id) ?? next++;
      return lineOf(row, { id, number, salt }, ground);
    });
    await insertIncidents(
      ctx,
      lines.filter((_line, index) => items[index]?.known === null),
    );
    await updateIncidents(
      ctx,
      lines.filter((_line, index) => items[index]?.known !== null),
    );
    for (const [index, line] of lines.entries()) await watch(ctx, line, items[index]?.known === null);
    return lines.map(
      (line, index): Written => ({ rowId: line.id, columns: columnsOf(line, items[index]?.row.type.code ?? '') }),
    );
  },
};

/** What is resolved and not yet a day old is closed by the same timer as any other. */
async function watch(ctx: ActionContext, line: IncidentLine, isNew: boolean): Promise<void> {
  if (line.state === 'RESOLVED' && line.resolvedAt !== null)
    await setDeadline(ctx, closeDeadline, line.id, plusMs(line.resolvedAt, 24 * 3_600_000));
  else if (!isNew) await clearDeadline(ctx, closeDeadline, line.id);
}

function lineOf(
  row: HistoricIncident,
  of: Pick<IncidentLine, 'id' | 'number' | 'salt'>,
  ground: KnownGround,
): IncidentLine {
  const {
    type,
    village: _village,
    point: _point,
    line: _line,
    changedAt: _changedAt,
    externalId: _externalId,
    ...rest
  } = row;
  const words = wordsOf(`${row.placeText ?? ''} ${row.landmark ?? ''}`).join(' ');
  return {
    ...rest,
    ...of,
    ...placed(row, ground),
    typeId: type.id,
    sensitive: type.sensitive,
    placeWords: words === '' ? null : words,
  };
}

/** As a form places it: a village that is said stays; else the point says which; without a point the village's own stands in. */
function placed({ village, point }: HistoricIncident, ground: KnownGround) {
  const nowhere = { latitude: null, longitude: null, placeSource: null };
  const own = { villageDistanceM: null, outsideCode: null };
  const given = point === null ? nowhere : { ...point, placeSource: 'coordinates' };
  if (village !== null) {
    const at = point === null && village.point !== null ? { ...village.point, placeSource: 'village' } : given;
    return { ...at, ...own, villageCode: village.code, districtCode: village.districtCode, villageMethod: 'operator' };
  }
  if (point === null) return { ...nowhere, ...own, villageCode: null, districtCode: null, villageMethod: null };
  const judged = judge(point, ground);
  return {
    ...given,
    villageCode: judged.village?.code ?? null,
    districtCode: judged.village?.districtCode ?? null,
    villageMethod: judged.village === null ? null : judged.method,
    villageDistanceM: judged.village === null ? null : judged.distanceM,
    outsideCode: judged.outside?.regency?.code ?? null,
  };
}

/** What verify finds again in the row (features/monev/replay.ts), and the digest of what can be erased. */
function columnsOf(line: IncidentLine, typeCode: string): Written['columns'] {
  return {
    number: line.number,
    source: 'import',
    type_code: typeCode,
    priority: line.priority,
    life_at_risk: line.lifeAtRisk,
    village_code: line.villageCode,
    state: line.state,
    reported_at: line.reportedAt,
    verified_at: line.verifiedAt,
    dispatched_at: line.dispatchedAt,
    resolved_at: line.resolvedAt,
    closed_at: line.closedAt,
    reopened_count: 0,
    caller_informed_at: line.informedAt,
    caller_informed_result: line.informedResult,
    caller_cannot_speak: false,
    merged_into: null,
    parent_id: null,
    digest: digestOfParticulars(Buffer.from(line.salt, 'hex'), {
      place_text: line.placeText,
      landmark: line.landmark,
      latitude: line.latitude,
      longitude: line.longitude,
      caller_name: line.callerName,
      callback_number: line.callbackNumber,
      description: line.description,
    }),
  };
}
