import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xmlLimits } from '#platform/server/xml/read-xml.ts';
import { placeRefusals } from '../../caller-place.ts';
import type { PidfReading } from '../../caller-place-pidf.ts';
import { readPlaceBody } from './read-body.ts';

const folder = join(import.meta.dirname, '../../test-data/pidf');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => name.slice(0, -'.xml'.length));
const body = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.xml`)));
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(name: string): PidfReading {
  const result = readPlaceBody(body(name));
  if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.code}`);
  return result.value;
}

function only(name: string) {
  const { places } = read(name);
  const place = places[0]?.place;
  if (places.length !== 1 || place?.kind !== 'geodetic') throw new Error(`${name} holds not one point`);
  return place;
}

const xmlRefusals = ['empty', 'too_large', 'not_utf8', 'doctype', 'too_deep', 'too_many_elements', 'malformed'];
const codes: readonly string[] = [...placeRefusals, ...xmlRefusals.map((code) => `xml.${code}`)];

/** A tenth of a metre: the last digits of sines are each platform's own. */
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value);

/** Whatever was read has figures that a map can draw. */
function expectSane(bytes: Uint8Array): void {
  const result = readPlaceBody(bytes);
  if (!result.ok) {
    expect(codes).toContain(result.refusal.code);
    return;
  }
  expect(result.value.places.length).toBeGreaterThan(0);
  for (const { place } of result.value.places) {
    if (place.kind !== 'geodetic') continue;
    expect(Math.abs(place.centre.latitude)).toBeLessThanOrEqual(90);
    expect(Math.abs(place.centre.longitude)).toBeLessThanOrEqual(180);
    expect(place.uncertaintyM === null || (place.uncertaintyM >= 0 && place.uncertaintyM < 1e9)).toBe(true);
  }
}

describe('bodies of every shape, written after the examples of RFC 5491 §5.2', () => {
  test('there is one for each', () => {
    const kinds = names.flatMap((name) => read(name).places.map(({ place }) => place));
    const shapes = kinds.flatMap((place) => (place.kind === 'geodetic' ? [place.shape.kind] : []));
    expect([...new Set(shapes)].toSorted()).toEqual(
      ['arc_band', 'circle', 'ellipse', 'ellipsoid', 'point', 'polygon', 'prism', 'sphere'].toSorted(),
    );
  });

  // Recorded once and read by eye; `vitest -u` records anew, the difference is for the review.
  test.each(names)('%s reads as recorded', async (name) => {
    await expect(`${JSON.stringify(read(name), rounded, 2)}\n`).toMatchFileSnapshot(join(folder, `${name}.json`));
  });
});

describe('figures worked out by hand', () => {
  test('a polygon of a hundredth of a degree is centred in its middle and reaches to its corners', () => {
    const { centre, uncertaintyM } = only('polygon');
    expect(centre.latitude).toBeCloseTo(-7.445, 9);
    expect(centre.longitude).toBeCloseTo(112.715, 9);
    // Half the diagonal: 0.005° north is 555.98 m, 0.005° east at 7.45° south is 551.28 m.
    expect(uncertaintyM).toBeCloseTo(Math.hypot(555.975, 551.282), 1);
    expect(only('polygon-list')).toEqual(only('polygon'));
  });

  test('an arc band in radians is the one in degrees', () => {
    const [degrees, radians] = [only('arc-band'), only('arc-band-radians')];
    expect(radians.centre.latitude).toBeCloseTo(degrees.centre.latitude, 12);
    expect(radians.uncertaintyM).toBeCloseTo(degrees.uncertaintyM ?? Number.NaN, 6);
    // Its middle lies 30° east of north, about 3.86 km out.
    expect((degrees.centre.latitude + 7.5) * 111_195).toBeCloseTo(3858 * Math.cos(Math.PI / 6), -2);
  });

  test('6°12′31.7″ south, 106°50′44.2″ east in the old form', () => {
    const place = only('rfc4119-coordinates');
    expect(place.centre.latitude).toBeCloseTo(-6.2088056, 6);
    expect(place.centre.longitude).toBeCloseTo(106.8456111, 6);
    expect(place.flags).toEqual(['time_unreadable']);
  });

  test('a prism is half as high again as its base in the middle', () => {
    expect(only('prism').centre.altitudeM).toBe(42);
  });

  test('swapped figures are turned and say so; zeros stay and say so', () => {
    const { centre, flags } = only('swapped-axes');
    expect([centre.latitude, centre.longitude]).toEqual([-6.2088, 106.8456]);
    expect(flags).toEqual(['crs_assumed', 'axes_swapped']);
    expect(only('outside').flags).toEqual(['outside_indonesia']);
  });

  test('devices before tuples before persons; one broken shape leaves the others', () => {
    const { places, refused } = read('several');
    expect(places.map(({ of, id }) => `${of} ${id}`)).toEqual(['device telepon', 'tuple tuple-1', 'person orang']);
    expect(refused).toEqual([{ element: 'Circle', code: 'place.bad_number' }]);
  });
});

test('plain Node reads a body, without the test runner that is kinder to imports', () => {
  const script = `import { readPlaceBody } from '#features/calls/server/place/read-body.ts';
    process.stdout.write(String(readPlaceBody(new TextEncoder().encode('<presence/>')).refusal.code));`;
  const root = join(import.meta.dirname, '../../../..');
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(said).toBe('place.no_location');
});

test('the answer to a reference is read through its envelope', () => {
  const presence = new TextDecoder().decode(body('circle')).replace(/^<\?xml[^>]*>/, '');
  const held = `<locationResponse xmlns="urn:ietf:params:xml:ns:geopriv:held">${presence}</locationResponse>`;
  expect(readPlaceBody(bytesOf(held))).toEqual({ ok: true, value: read('circle') });
  expect(readPlaceBody(bytesOf('<error code="locationUnknown"/>'))).toMatchObject({
    refusal: { code: 'place.not_a_place' },
  });
});

describe('garbage', () => {
  const refusalOf = (bytes: Uint8Array) => {
    const result = readPlaceBody(bytes);
    return result.ok ? null : result.refusal.code;
  };

  test.each([
    ['nothing', '', 'xml.empty'],
    ['spaces', ' \r\n ', 'xml.empty'],
    ['no XML', 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\n', 'xml.malformed'],
    ['a DTD', '<!DOCTYPE presence SYSTEM "http://example.invalid/x.dtd"><presence/>', 'xml.doctype'],
    ['an unknown entity', '<presence>&lol;</presence>', 'xml.malformed'],
    ['an unbound prefix', '<presence><gp:x/></presence>', 'xml.malformed'],
    ['not closed', '<presence><tuple>', 'xml.malformed'],
    ['two roots', '<presence/><presence/>', 'xml.malformed'],
    ['another document', '<html/>', 'place.not_a_place'],
    ['no place', '<presence/>', 'place.no_location'],
    ['too deep', '<a>'.repeat(50) + '</a>'.repeat(50), 'xml.too_deep'],
    ['too many', `<a>${'<b/>'.repeat(5_000)}</a>`, 'xml.too_many_elements'],
  ])('%s', (_, text, code) => {
    expect(refusalOf(bytesOf(text))).toBe(code);
  });

  test('a bomb of entities is refused at its DTD, nothing is expanded', () => {
    const levels = Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
    expect(refusalOf(bytesOf(`<!DOCTYPE p [<!ENTITY l0 "ha">${levels}]><presence>&l12;</presence>`))).toBe(
      'xml.doctype',
    );
  });

  test('a megabyte is refused by its size, whatever is in it', () => {
    for (const filler of ['<a>', 'a', '&', '<!--', ' ', '\u0000', ']]>']) {
      const large = bytesOf(filler.repeat(Math.ceil(1_048_576 / filler.length)));
      expect(refusalOf(large)).toBe('xml.too_large');
      expectSane(large.slice(0, xmlLimits.bytes));
    }
  });

  test.each([
    ['not on earth', '<gml:pos>-7.4 512.7</gml:pos>', 'place.out_of_range'],
    ['not a number', '<gml:pos>-7.4 NaN</gml:pos>', 'place.bad_number'],
    ['hexadecimal', '<gml:pos>0x07 112</gml:pos>', 'place.bad_number'],
    ['one figure', '<gml:pos>-7.4</gml:pos>', 'place.bad_number'],
    ['two positions', '<gml:pos>-7.4 112</gml:pos><gml:pos>-7.4 112</gml:pos>', 'place.bad_number'],
    ['none', '', 'place.no_location'],
  ])('a point that is %s', (_, pos, code) => {
    const text = new TextDecoder().decode(body('point-2d')).replace(/<gml:pos>.*<\/gml:pos>/, pos);
    expect(refusalOf(bytesOf(text))).toBe(code);
  });

  test.each([
    ['another reference system', 'EPSG::4326', 'EPSG::23830', 'place.unknown_crs'],
    ['feet', 'EPSG::9001', 'EPSG::9002', 'place.unknown_unit'],
    ['a negative radius', '850.24', '-850.24', 'place.bad_extent'],
    ['an endless radius', '850.24', '1e30', 'place.bad_extent'],
    ['an unknown shape', 'gs:Circle', 'gs:Blob', 'place.unknown_shape'],
  ])('a circle with %s', (_, from, to, code) => {
    expect(refusalOf(bytesOf(new TextDecoder().decode(body('circle')).replaceAll(from, to)))).toBe(code);
  });

  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), expectSane));
  });

  test('every body, cut off anywhere', () => {
    for (const name of names) {
      const whole = body(name);
      fc.assert(
        fc.property(fc.nat({ max: whole.length }), (length) => expectSane(whole.slice(0, length))),
        { numRuns: 60 },
      );
    }
  });

  test('every body, with bytes changed, taken out and doubled', () => {
    const edit = fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), how: fc.constantFrom('set', 'drop', 'double') });
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(edit, { minLength: 1, maxLength: 8 }), (name, edits) => {
        let bytes = [...body(name)];
        for (const { at, byte, how } of edits) {
          const place = at % bytes.length;
          if (how === 'set') bytes[place] = byte;
          else if (how === 'drop') bytes.splice(place, 1 + (byte % 40));
          else bytes = [...bytes.slice(0, place), ...bytes.slice(Math.max(0, place - byte))];
          if (bytes.length === 0) return;
        }
        expectSane(new Uint8Array(bytes));
      }),
      { numRuns: 600 },
    );
  });

  test('every figure of every body replaced by any text', () => {
    const wild = fc.oneof(
      fc.double().map(String),
      fc.string({ maxLength: 30 }),
      fc.constantFrom('1e999', '-0', '1e-320', '9'.repeat(60), '__proto__', '-7 112 1 1', '90 180', '-90 -180'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), wild, (name, which, text) => {
        const whole = new TextDecoder().decode(body(name));
        const figures = [...whole.matchAll(/>\s*-?\d[^<]*</g)];
        const found = figures[which % Math.max(1, figures.length)];
        if (found === undefined) return;
        const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        const end = found.index + found[0].length;
        expectSane(bytesOf(`${whole.slice(0, found.index)}>${safe}<${whole.slice(end)}`));
      }),
      { numRuns: 800 },
    );
  });
});
