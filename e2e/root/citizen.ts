import { placeCall } from '#platform/server/sip/place-call.ts';

// A citizen on the server's own machine, run inside its namespace: calls 112 with a tone, and when the call is over says in
// one line of JSON what was heard after the answer.
const tone = 440;
const call = await placeCall({ host: '127.0.0.1', port: 5060, from: '081234567890', to: '112', audio: { tone } });
const answered = await call.waitFor('answered', 180_000).catch(() => null);
if (answered === null) await call.hangUp();
else await call.waitFor('ended', 120_000);
const from = (answered?.at ?? 0) + 500;
console.log(
  JSON.stringify({
    answered: answered !== null,
    packets: call.heard.packets(),
    // The largest sample: a browser's test microphone beeps once a second.
    peak: call.heard.samples(from).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    events: call.events.map(({ type, at }) => [type, Math.round(at)]),
  }),
);
process.exit(answered === null ? 1 : 0);
