import { Mic, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import type { SoundFlow } from '../flows.ts';
import type { PhoneState } from '../phone.ts';
import { SoundLine } from './SoundLine.tsx';
import { talkTexts as texts } from './talk-texts.ts';

/** How much sound goes either way in the running call, and how it is. */
export function TalkSound({ phone }: { phone: PhoneState }) {
  const t = useText();
  return (
    <div className="flex flex-col gap-1">
      {hearsNothing(phone) ? <Notice tone="life">{t(texts.noVoiceIn)}</Notice> : null}
      <SoundMeter label={t(texts.voiceIn)} flow={phone.incoming} icon={<Volume2 aria-hidden size={16} />} />
      <SoundMeter label={t(texts.voiceOut)} flow={phone.outgoing} icon={<Mic aria-hidden size={16} />} />
      {phone.sound === null ? null : <SoundLine sound={phone.sound} />}
    </div>
  );
}

/** Not one packet some seconds into a call is a fault of the line, not a silent caller. */
function hearsNothing({ session, incoming }: PhoneState): boolean {
  if (session === null || session.heldSince !== null) return false;
  return incoming.packets === 0 && Date.now() - Date.parse(session.since) > 4000;
}

/** Sound of one direction. The packets prove that it flows, the level that somebody speaks. */
function SoundMeter({ label, flow, icon }: { label: string; flow: SoundFlow; icon: ReactNode }) {
  const t = useText();
  // Speech lies low on a linear scale; the root lifts it to where the eye expects it.
  const level = Math.min(100, Math.round(Math.sqrt(flow.level) * 100));
  return (
    <div className="grid grid-cols-[1rem_1fr_max-content] items-center gap-2 text-sm">
      {icon}
      <span aria-hidden="true">{label}</span>
      <span aria-hidden="true" className="min-w-10 text-right tabular-nums text-ink-soft">
        {flow.packets}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> each in their own colours, unreadable in dark */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={level}
        aria-valuetext={t(texts.voicePackets, { level, packets: flow.packets })}
        className="col-start-2 col-end-4 h-2.5 overflow-hidden rounded-full border border-line-strong bg-raised"
      >
        <span className="block h-full bg-accent-fill" style={{ width: `${level}%` }} />
      </div>
    </div>
  );
}
