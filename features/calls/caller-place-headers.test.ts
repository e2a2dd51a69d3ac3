import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAccessNetwork } from './caller-place-cell.ts';
import { readDms } from './caller-place-dms.ts';
import { readGeolocation, readGeolocationRouting } from './caller-place-headers.ts';
import {
  type CarrierHeader,
  carrierFormats,
  carrierHeader,
  carrierHeaders,
  readCarrierHeader,
} from './caller-place-mapping.ts';

describe('Geolocation (RFC 6442)', () => {
  test('by value and by reference, with parameters, commas inside brackets', () => {
    const read = readGeolocation(
      '<cid:place%40operator.id>;loc-src=lis.operator.id, <https://lis.operator.id/a,b;c?x=1>;x="a,b;c", <sips:a@b>',
    );
    expect(read.ok && read.value.map(({ kind, target, addedBy }) => [kind, target, addedBy])).toEqual([
      ['body', 'place@operator.id', 'lis.operator.id'],
      ['https', 'https://lis.operator.id/a,b;c?x=1', null],
      ['unusable', 'sips:a@b', null],
    ]);
    expect(read.ok && read.value[1]?.parameters).toEqual([{ name: 'x', value: 'a,b;c' }]);
  });

  test('an address as its adder is ignored (RFC 8787), http is not followed', () => {
    const read = readGeolocation('<http://10.0.0.1/p>;loc-src=10.0.0.1');
    expect(read.ok && [read.value[0]?.kind, read.value[0]?.addedBy]).toEqual(['unusable', null]);
  });

  test.each([
    ['', 'place.empty'],
    ['cid:a@b', 'place.malformed'],
    ['<>', 'place.malformed'],
    ['<cid:%E0%A4>', 'place.malformed'],
    ['x'.repeat(9_000), 'place.too_large'],
  ])('%j is refused', (header, code) => {
    const read = readGeolocation(header);
    expect(read.ok ? null : read.refusal.code).toBe(code);
  });

  test.each([
    ['yes', true],
    ['No ;x=1', false],
    ['', null],
    ['perhaps', null],
  ])('routing %j', (header, meaning) => {
    expect(readGeolocationRouting(header)).toBe(meaning);
  });
});

describe('P-Access-Network-Info (RFC 7315, TS 24.229)', () => {
  const cellIn = (header: string) => {
    const read = readAccessNetwork(header);
    return read.ok ? read.value[0]?.cell : read.refusal.code;
  };

  test('LTE: country, network, area, cell, base station and sector', () => {
    expect(cellIn('3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=510100FA10012B3C')).toEqual(
      // 510 10, 0FA1, 0012B3C
      { kind: 'lte', mcc: '510', mnc: '10', tac: 0x0fa1, eci: 0x0012b3c, enodeb: 0x12b, sector: 0x3c },
    );
    expect(cellIn('3GPP-E-UTRAN-TDD;"x";utran-cell-id-3gpp="3104100FA10012B3C";network-provided')).toMatchObject({
      mcc: '310',
      mnc: '410',
      eci: 0x12b3c,
    });
  });

  test('5G has a longer area and a cell of 36 bits', () => {
    expect(cellIn('3GPP-NR-FDD;utran-cell-id-3gpp=51010000FA1FFFFFFFFF')).toEqual({
      kind: 'nr',
      mcc: '510',
      mnc: '10',
      tac: 0xfa1,
      nci: 2 ** 36 - 1,
    });
  });

  test('3G, 2G and WLAN', () => {
    expect(cellIn('3GPP-UTRAN-FDD;utran-cell-id-3gpp=5101112340ABCDEF')).toMatchObject({
      kind: 'umts',
      mnc: '11',
      lac: 0x1234,
      cellId: 0xabcdef,
    });
    expect(cellIn('3GPP-GERAN; cgi-3gpp=5102112ABCDEF')).toMatchObject({ kind: 'gsm', lac: 0x12ab, cellId: 0xcdef });
    expect(cellIn('IEEE-802.11;i-wlan-node-id=001A2b3c4D5e')).toEqual({ kind: 'wlan', bssid: '00:1a:2b:3c:4d:5e' });
  });

  test('a call by WLAN is at its access point, not in the cell it saw last', () => {
    const header = '3GPP-WLAN;utran-cell-id-3gpp=510100FA10012B3C;i-wlan-node-id=00-1a-2b-3c-4d-5e';
    expect(cellIn(header)).toEqual({ kind: 'wlan', bssid: '00:1a:2b:3c:4d:5e' });
    expect(cellIn('3GPP-WLAN;utran-cell-id-3gpp=001a2b3c4d5e')).toEqual({ kind: 'text', text: '001a2b3c4d5e' });
  });

  test('a name of another form stays text, an unknown access stays what it is', () => {
    expect(cellIn('3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=5100123')).toEqual({ kind: 'text', text: '5100123' });
    expect(cellIn('3GPP-6G;utran-cell-id-3gpp=510100FA10012B3C')).toEqual({ kind: 'text', text: '510100FA10012B3C' });
    const wire = readAccessNetwork('DOCSIS;network-provided, ADSL;dsl-location="x;y"');
    expect(wire.ok && wire.value.map((one) => [one.accessType, one.radio, one.cell, one.isFromNetwork])).toEqual([
      ['DOCSIS', null, null, true],
      ['ADSL', null, null, false],
    ]);
    expect(wire.ok && wire.value[1]?.parameters).toEqual([{ name: 'dsl-location', value: 'x;y' }]);
  });
});

describe('headers by agreement', () => {
  const row = (format: CarrierHeader['format'], more: object = {}): CarrierHeader =>
    carrierHeader.parse({ header: 'X-Lokasi', format, ...more });

  test.each([
    ['lat,lon', {}, '-6.2088, 106.8456', null],
    ['lon,lat', {}, '106.8456,-6.2088', null],
    ['lat;lon;radius', {}, '-6.2088;106.8456;350', 350],
    ['dms', { radiusM: 40 }, '6°12\'31.68"S 106°50\'44.16"E', 40],
    ['dms', {}, '6 12 31.68 LS, 106 50 44.16 BT', null],
  ] as const)('%s', (format, more, value, radius) => {
    const read = readCarrierHeader(row(format, more), value);
    if (!read.ok || read.value.kind !== 'geodetic') throw new Error('no point was read');
    expect(read.value.centre.latitude).toBeCloseTo(-6.2088, 9);
    expect(read.value.centre.longitude).toBeCloseTo(106.8456, 9);
    expect(read.value.uncertaintyM).toBe(radius);
  });

  test('a cell by its radio, or as text', () => {
    const read = readCarrierHeader(row('cell', { radio: 'lte' }), '510100FA10012B3C');
    expect(read.ok && read.value).toMatchObject({ kind: 'cell', cell: { kind: 'lte', mnc: '10' } });
    expect(readCarrierHeader(row('cell'), 'JKT-0012')).toMatchObject({ value: { cell: { kind: 'text' } } });
  });

  test.each([
    ['lat,lon', 'unknown', 'place.not_this_format'],
    ['lat,lon', '1,2,3', 'place.not_this_format'],
    ['lat;lon;radius', '-6;106', 'place.not_this_format'],
    ['lat;lon;radius', '-6;106;-5', 'place.bad_extent'],
    ['lat,lon', '-91,500', 'place.out_of_range'],
    ['dms', '061231S 1065044E', 'place.not_this_format'],
    ['cell', ' ', 'place.empty'],
  ] as const)('%s refuses %j', (format, value, code) => {
    expect(readCarrierHeader(row(format), value)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each([
    ['a name that a dialplan would run', [{ header: 'X)},SYSTEM(x', format: 'dms' }]],
    ['a secret', [{ header: 'Authorization', format: 'dms' }]],
    ['a radio of a point', [{ header: 'X-A', format: 'dms', radio: 'lte' }]],
    ['two radii', [{ header: 'X-A', format: 'lat;lon;radius', radiusM: 5 }]],
    [
      'a header twice',
      [
        { header: 'X-A', format: 'dms' },
        { header: 'x-a', format: 'cell' },
      ],
    ],
  ])('%s is no row', (_, rows) => {
    expect(carrierHeaders.safeParse(rows).success).toBe(false);
  });
});

test.each([['6°12\'60"S 106°50\'44"E'], ["6°12'S 106°50'44\"N"], ['6 S'], ['about 6°S 106°E'], ['91°S 106°E'], ['']])(
  '%j is no place in degrees and minutes',
  (text) => {
    expect(readDms(text)).toBeNull();
  },
);

test('no text whatever makes a reader of headers throw', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    ';',
    ',',
    '=',
    '\\',
    'cid:',
    'https://',
    '3GPP-NR',
    '°',
    '-6.2',
    '%',
    'S',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...carrierFormats), (header, format) => {
      const row = carrierHeader.parse({ header: 'X-A', format });
      for (const read of [readGeolocation(header), readAccessNetwork(header), readCarrierHeader(row, header)]) {
        expect(typeof read.ok).toBe('boolean');
      }
      expect([true, false, null]).toContain(readGeolocationRouting(header));
    }),
    { numRuns: 1_000 },
  );
});
