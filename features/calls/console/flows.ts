/** Packets so far and the level now, between 0 and 1. */
export interface SoundFlow {
  readonly packets: number;
  readonly level: number;
}

export const silence: SoundFlow = { packets: 0, level: 0 };

/** What the browser's statistics report can be asked here. */
interface Report {
  readonly forEach: (visit: (entry: Readonly<Record<string, unknown>>) => void) => void;
}

/** Both directions out of WebRTC statistics (W3C webrtc-stats §8.4, §8.6, §8.9). */
export function flowsOf(report: Report): { readonly incoming: SoundFlow; readonly outgoing: SoundFlow } {
  let incoming = silence;
  let sent = 0;
  let spoken = 0;
  report.forEach((entry) => {
    const figure = (name: string) => (typeof entry[name] === 'number' ? entry[name] : 0);
    if (entry.kind !== 'audio') return;
    if (entry.type === 'inbound-rtp') incoming = { packets: figure('packetsReceived'), level: figure('audioLevel') };
    if (entry.type === 'outbound-rtp') sent = figure('packetsSent');
    if (entry.type === 'media-source') spoken = figure('audioLevel');
  });
  return { incoming, outgoing: { packets: sent, level: spoken } };
}
