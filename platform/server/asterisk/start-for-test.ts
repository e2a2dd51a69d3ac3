// Started by asterisk.test.ts as a process of its own, to be killed: starts an Asterisk and tells where it is.
import { startTestAsterisk } from './test-asterisk.ts';

const started = await startTestAsterisk({
  describe: (places) => ({
    systemName: 'left',
    http: { host: '127.0.0.1', port: places.httpPort, sessionLimit: 100 },
    ari: places.ari,
    sip: { bind: '127.0.0.1', port: places.sipPort, userAgent: 'test' },
    rtp: places.rtp,
    trunks: [],
    probes: [],
    endpoints: { context: 'nowhere', codecs: ['alaw'], rtpTimeout: 10, webrtc: false },
    queues: [],
    music: [],
    dialplan: '[nowhere]\nexten => _X.,1,Hangup(21)\n',
  }),
});
process.send?.({ pid: started.asterisk.pid(), places: started.places });
// Kept alive until it is killed.
setInterval(() => undefined, 60_000);
