import type { Page } from '@playwright/test';

// What runs in the browser is kept as text: these tests are typed for Node, which has no RTCPeerConnection.

/** Keep the page's connections where the test can ask them for their figures; before the page's own scripts. */
export const keepConnections = `
  window.connections = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(settings) { super(settings); window.connections.push(this); }
  };`;

const readSound = `(async () => {
  const stats = [...((await window.connections.at(-1)?.getStats())?.values() ?? [])];
  const received = stats.find((each) => each.type === 'inbound-rtp');
  const sent = stats.find((each) => each.type === 'outbound-rtp');
  const pair = stats.find((each) => each.type === 'candidate-pair' && each.nominated && each.state === 'succeeded');
  const remote = stats.find((each) => each.id === pair?.remoteCandidateId);
  return {
    packetsReceived: received?.packetsReceived ?? 0,
    energyReceived: received?.totalAudioEnergy ?? 0,
    packetsSent: sent?.packetsSent ?? 0,
    remote: remote?.address ?? '',
  };
})()`;

export interface Sound {
  readonly packetsReceived: number;
  /** Of the W3C statistics: the square of the level, summed over time. */
  readonly energyReceived: number;
  readonly packetsSent: number;
  /** Address of the other end. */
  readonly remote: string;
}

/** The figures of the newest connection of a page. */
export function soundOf(page: Page): Promise<Sound> {
  return page.evaluate<Sound>(readSound);
}
