import { expect, test } from 'vitest';
import { proposeSlug, tenantSlug, zoneOfRegion } from './tenant.ts';

test.each([
  ['35.15', 'Asia/Jakarta'],
  ['61.04', 'Asia/Jakarta'],
  ['62.01', 'Asia/Jakarta'],
  ['63.01', 'Asia/Makassar'],
  ['51.71', 'Asia/Makassar'],
  ['73.71', 'Asia/Makassar'],
  ['81.71', 'Asia/Jayapura'],
  ['94.01', 'Asia/Jayapura'],
])('%s keeps %s', (code, zone) => expect(zoneOfRegion(code)).toBe(zone));

test.each([
  ['Kabupaten Sidoarjo', 'sidoarjo'],
  ['Kota Administrasi Jakarta Pusat', 'jakarta-pusat'],
  ['Kabupaten Ogan Komering Ulu', 'ogan-komering-ulu'],
  ['Kabupaten Toli-Toli (contoh)', 'toli-toli-contoh'],
])('%s is proposed as %s', (name, slug) => {
  expect(proposeSlug(name)).toBe(slug);
  expect(tenantSlug.safeParse(proposeSlug(name)).success).toBe(true);
});
