import { expect, test } from 'vitest';
import { cellOf } from './caller-place-cell.ts';
import { type CellSite, placeOfSite, readHeading, readSite, siteKeyOf } from './cell-site.ts';

const plain = 'mcc,mnc,lac,cid,lat,lon,radius,operator,source,date';
const heading = (text: string) => {
  const read = readHeading(text.split(','));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};
const good = '510,10,64001,17920772,-7.4478,112.7183,800,Telkomsel,surat 12/2026,2026-11-01';

test('a file of our own columns', () => {
  expect(readSite(heading(plain), good.split(','))).toEqual({
    ok: true,
    value: {
      mcc: '510',
      mnc: '10',
      area: 64001,
      cell: 17920772,
      latitude: -7.4478,
      longitude: 112.7183,
      radiusM: 800,
      operator: 'Telkomsel',
      source: 'surat 12/2026',
      asOf: '2026-11-01',
    } satisfies CellSite,
  });
});

test('a file as OpenCelliD writes it', () => {
  const columns = 'radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal';
  const row = 'LTE,510,1,64001,17920772,0,112.7183,-7.4478,1000,3,1,1459692342,1488347104,0';
  expect(readSite(heading(columns), row.split(','))).toMatchObject({
    ok: true,
    value: { mnc: '01', radiusM: 1000, asOf: '2017-03-01', operator: '' },
  });
});

test.each([
  ['mcc', '51,10,1,1,-7,112'],
  ['mnc', '510,x,1,1,-7,112'],
  ['area', '510,10,-1,1,-7,112'],
  ['cell', '510,10,1,1.5,-7,112'],
  ['cell', '510,10,1,68719476736,-7,112'],
  ['latitude', '510,10,1,1,utara,112'],
  ['longitude', '510,10,1,1,-7,190'],
  ['outside', '510,10,1,1,112,-7'],
  ['outside', '510,10,1,1,0,0'],
  ['radius', '510,10,1,1,-7,112,200000'],
  ['date', '510,10,1,1,-7,112,500,,,kemarin'],
  ['mcc', ''],
])('a row is refused for its %s: %s', (code, text) => {
  const expected = text.startsWith('510,10,1,1,112') ? 'latitude' : code;
  const read = readSite(heading(plain), text.split(','));
  expect(read).toMatchObject({ ok: false });
  if (!read.ok) expect([code, expected]).toContain(read.refusal.code);
});

test('what may be missing is missing, and no radius is no uncertainty', () => {
  const read = readSite(heading('mcc,mnc,tac,eci,latitude,longitude'), '510,10,1,1,-7,112'.split(','));
  expect(read).toMatchObject({ ok: true, value: { radiusM: null, operator: '', asOf: null } });
  if (read.ok) expect(placeOfSite(read.value)).toMatchObject({ uncertaintyM: null, shape: { kind: 'point' } });
});

test('a heading without the columns that are needed says which', () => {
  expect(readHeading(['mcc', 'nama'])).toMatchObject({
    ok: false,
    refusal: { code: 'cells.missing_columns', detail: { columns: 'mnc, area, cell, latitude, longitude' } },
  });
});

test('a cell of a call has the key of the table', () => {
  expect(siteKeyOf(cellOf('51010FA011117304', 'lte'))).toEqual({
    mcc: '510',
    mnc: '10',
    area: 0xfa01,
    cell: 0x1117304,
    isUnique: true,
  });
  expect(siteKeyOf(cellOf('001a2b3c4d5e', 'wlan'))).toBeNull();
  expect(siteKeyOf(cellOf('apa saja', 'lte'))).toBeNull();
});
