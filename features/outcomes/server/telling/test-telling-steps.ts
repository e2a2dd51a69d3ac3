// What the tests of telling do again and again: somebody calls, an agency finishes, and what was told is read.
import * as dispatch from '#features/dispatch/contract.ts';
import * as incidents from '#features/incidents/contract.ts';
import * as routes from '../../telling-contract.ts';
import type { TellingRoom } from './test-telling-room.ts';

/** The steps in a room that is opened before each file's tests. */
export function stepsIn(openRoom: () => TellingRoom) {
  let caller = 0;
  const number = () => `+62812000${String(++caller).padStart(5, '0')}`;
  const textsTo = (to: string) =>
    openRoom()
      .sms.texts.filter(({ fields }) => fields.to === to)
      .map(({ fields }) => fields.text ?? '');

  /** Somebody calls, and their report goes to an agency. */
  async function report(given: { from?: string | null; fields?: object; type?: string } = {}) {
    const from = given.from === undefined ? number() : given.from;
    const callId = await openRoom().scene.addCall('taker', { caller: from });
    const incident = await openRoom().scene.open(given.type ?? 'FIRE_BUILDING', {
      source: undefined,
      callId,
      ...given.fields,
    });
    await openRoom().deliver();
    return { from: from ?? '', incident, params: { id: incident.id } };
  }
  async function finish(incident: { id: string }) {
    const { id } = await openRoom().scene.sendOne(incident);
    await openRoom().scene.must('damkar', dispatch.acknowledgeAssignment, { params: { id } });
    await openRoom().scene.must('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } });
    await openRoom().deliver();
  }
  const tellings = (id: string) =>
    openRoom().scene.must('supervisor', routes.readTellings, { params: incidents.readIncident.params.parse({ id }) });
  const told = async (id: string) =>
    (await tellings(id)).tracks.map((track) =>
      track.tellings.map((one) => `${one.milestone} ${one.state} ${one.reason ?? one.channel}`),
    );
  const tasks = async (group: 'open' | 'done', id: string) =>
    (await openRoom().scene.must('taker', routes.listCallerTasks, { query: { group } })).items.filter(
      (one) => one.incident.id === id,
    );
  return { number, textsTo, report, finish, tellings, told, tasks };
}
