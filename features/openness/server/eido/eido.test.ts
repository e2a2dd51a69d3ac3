import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPidf } from '#features/calls/caller-place-pidf.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import { addNote, showCaller } from '#features/incidents/contract.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { rows } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { readXml } from '#platform/server/xml/read-xml.ts';
import { danglingReferences, type Eido, eido } from '../../eido.ts';
import { readEido } from '../../eido-contract.ts';
import { createOpenness } from '../feature.ts';

let database: TestDatabase;
let scene: DispatchScene;
beforeAll(async () => {
  database = await createTestDatabase();
  const options = {
    systemDb: database.systemDb,
    place: () => database.place(),
    log: silentLog,
    sealWith: async () => 'key',
  };
  const openness = createOpenness({ ...options, publicUrl: 'https://112.sidoarjo.example' });
  scene = await createDispatchScene(database, { slug: 'sidoarjo', features: [openness.feature] });
});
afterAll(() => database.close());

const ask = (player: Player, id: string, reason: 'handover' | 'legal' = 'handover') =>
  scene.as(player, readEido, { params: { id }, query: { reason } });
/** As the schema has it: a member too many or too few fails. */
const must = async (player: Player, id: string): Promise<Eido> =>
  eido.parse(await scene.must(player, readEido, { params: { id }, query: { reason: 'handover' } }));
const sightings = (id: string) =>
  scene.work((ctx) =>
    rows<{ field: string; reason: string }>(
      ctx.tx,
      sql`select field, reason from access_log where subject_id = ${id} and field like 'eido%' order by at`,
    ),
  );

describe('an incident with a call, agencies and notes', () => {
  test('says all of it in the words of the standard, and every reference leads somewhere', async () => {
    const callId = await scene.addCall('dispatcher', { caller: '+6281234567890' });
    const incident = await scene.open('FIRE_BUILDING', {
      source: undefined,
      callId,
      callerName: 'Sri <Lestari>',
      description: 'Api & asap <tebal>',
      placeText: 'Jl. Gajah Mada 5 "belakang"',
      point: { latitude: -7.45, longitude: 112.71, source: 'device', accuracyM: 25 },
    });
    await scene.must('dispatcher', addNote, { params: { id: incident.id }, body: { text: 'Warga <sudah>\nkeluar' } });
    await scene.send(incident, 'DAMKAR', 'PSC119');
    const made = await must('dispatcher', incident.id);
    expect(danglingReferences(made)).toEqual([]);
    expect(made.$id).toBe(`urn:emergency:uid:incidentid:${incident.id}:112.sidoarjo.example`);
    expect(made.incidentComponent).toMatchObject({
      incidentTypeCommonRegistryText: 'FSTRU',
      incidentTypeInternalCode: 'FIRE_BUILDING',
      incidentStatusCommonRegistryText: ['Active', 'ResourcesAssigned'],
      internalIncidentId: String(incident.number),
      incidentCommonPriorityNumber: 1,
      dispositionComponent: [],
    });
    expect(made.agencyComponent.map((one) => [one.agencyRoleDescriptionRegistryText, one.agencyType])).toEqual([
      [['CallReceiving', 'Dispatching'], ['psap']],
      [['Dispatched'], ['fire']],
      [['Dispatched'], ['ems']],
    ]);
    expect(made.dispatchComponent).toHaveLength(2);
    expect(made.notesComponent.map(({ notesActionComments }) => notesActionComments)).toEqual([
      '<p>Api &amp; asap &lt;tebal&gt;</p>',
      '<p>Warga &lt;sudah&gt;<br>keluar</p>',
    ]);
    expect(made.callComponent).toMatchObject([{ direction: 'incoming', standardPrimaryCallType: 'emergency' }]);
    const [location] = made.locationComponent;
    expect(location?.locationByValue).toContain(
      '<gml:pos>-7.45 112.71</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">25</gs:radius>',
    );
    expect(location?.locationByValue).toContain('<ca:A4>Sidokare</ca:A4>');
    expect(location?.locationByValue).toContain('Jl. Gajah Mada 5 &quot;belakang&quot;');
    // Our own reader of what carriers send takes it.
    const document = readXml(Buffer.from(location?.locationByValue ?? ''));
    const read = document.ok ? readPidf(document.value) : document;
    expect(read.ok && read.value.places.length > 0).toBe(true);
  });

  test('shows as much of the caller as the screen, and notes each look with its reason', async () => {
    const incident = await scene.open('FIRE_BUILDING', { callerName: 'Sri Lestari', callbackNumber: '0812 3456 7890' });
    const masked = await must('supervisor', incident.id);
    expect([masked.personComponent, masked.callbackComponent]).toEqual([[], []]);
    await scene.must('supervisor', showCaller, { params: { id: incident.id }, body: { reason: 'call_back' } });
    const full = await must('supervisor', incident.id);
    expect(full.callbackComponent).toMatchObject([{ callBackInformationUri: ['tel:081234567890'] }]);
    expect(full.personComponent).toMatchObject([
      { ncPersonComponent: { name: [{ personFullName: [{ value: 'Sri Lestari' }] }] } },
    ]);
    expect(danglingReferences(full)).toEqual([]);
    expect(await sightings(incident.id)).toEqual([
      { field: 'eido', reason: 'handover' },
      { field: 'eido_with_caller', reason: 'handover' },
    ]);
    expect((await scene.eventsOf(incident.id)).filter(({ name }) => name === 'incident.exported')).toHaveLength(2);
  });
});

test('one without a place, a caller or anybody sent is valid as well', async () => {
  const incident = await scene.open('OTHER_EMERGENCY', { villageCode: null, placeText: null, lifeAtRisk: undefined });
  const eido = await must('dispatcher', incident.id);
  expect(danglingReferences(eido)).toEqual([]);
  expect([eido.locationComponent, eido.dispatchComponent, eido.callComponent]).toEqual([[], [], []]);
});

test('an unknown one is refused, and so are people without the right to export', async () => {
  expect(await ask('dispatcher', '01900000-0000-7000-8000-000000000000')).toMatchObject({
    refusal: { code: 'eido.not_found' },
  });
  await expect(ask('damkar', '01900000-0000-7000-8000-000000000000')).rejects.toThrow('no permission');
});
