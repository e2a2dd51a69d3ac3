import { expect, test } from 'vitest';
import { renderPjsip } from '#platform/server/asterisk/config/pjsip.ts';
import { exchangeSettings } from './layout.ts';

const options = {
  systemName: 'uji',
  tenants: [{ slug: 'sidoarjo', peers: ['192.0.2.0/24'], numbers: [], placeHeaders: ['X-Lokasi'] }],
  desks: 3,
  sip: { bind: '127.0.0.1', port: 5060 },
  httpPort: 8088,
  rtp: { from: 10_000, to: 10_199 },
  ari: { user: 'uji', password: 'uji' },
  recordings: '/rekaman',
  prompts: '/suara',
  music: '/musik',
};
const settings = exchangeSettings(options);

test('no outgoing leg carries a place: Asterisk would substitute in it what a caller wrote (decision 0008)', () => {
  const rendered = Object.values(renderPjsip({ settings })).join('\n');
  expect(rendered).toContain('geoloc_incoming_call_profile');
  expect(rendered).not.toContain('geoloc_outgoing_call_profile');
});

test('whom a desk calls is given up as lost long before a silent caller is', () => {
  const outgoing = { host: '198.51.100.9', port: 5060, transport: 'udp' } as const;
  const { trunks } = exchangeSettings({
    ...options,
    tenants: [{ slug: 'sidoarjo', peers: ['192.0.2.0/24'], numbers: [], outgoing }],
  });
  expect(trunks.map(({ name, peers, rtpTimeout }) => ({ name, peers, rtpTimeout }))).toEqual([
    { name: 'trunk-sidoarjo', peers: ['192.0.2.0/24'], rtpTimeout: 180 },
    // Nobody comes in by it.
    { name: 'out-sidoarjo', peers: [], rtpTimeout: undefined },
  ]);
});

test('the headers agreed on are read on every call of their regency, before its call begins', () => {
  const lines = settings.dialplan.split('\n');
  const read = lines.findIndex((line) => line.includes('PJSIP_HEADER(read,X-Lokasi)'));
  expect(lines[read - 1]).toContain('SIGAP_PLACE_HEADERS=1');
  expect(lines[read + 1]).toContain('Goto(emergency,call,1)');
});
