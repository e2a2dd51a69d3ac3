import { Mic, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { deviceTexts } from './desk-phone/texts.ts';
import type { SoundFlow } from './flows.ts';
import { type PhoneState, thePhone } from './phone.ts';
import { lineTexts, microphoneTexts, texts } from './texts.ts';
import { type DeskView, usePhone } from './use-desk.ts';

const SoundLine = part(() => import('./sound/SoundLine.tsx').then((file) => file.SoundLine));

/** The telephone of this desk: registered or plainly not, microphone, ring, and how much sound goes either way. */
export function PhoneStatus({ desk, isServerAway }: { desk: DeskView | undefined; isServerAway: boolean }) {
  const t = useText();
  const phone = usePhone();
  const hasExchange = desk === undefined || desk.phone !== null || phone.isDevice || desk.deskPhone?.inUse === true;
  if (!hasExchange) return <Notice tone="life">{t(texts.noExchange)}</Notice>;
  return (
    <div className="flex flex-col gap-2">
      <PhoneTroubles phone={phone} />
      {isServerAway ? <Notice tone="warn">{t(texts.serverAway)}</Notice> : null}
      {phone.line === 'registered' ? (
        <p className="text-sm">
          <StatusDot tone="good">{t(phone.isDevice ? deviceTexts.registered : lineTexts.registered)}</StatusDot>
        </p>
      ) : null}
      {phone.session?.stage === 'talking' && !phone.isDevice ? (
        <div className="flex flex-col gap-1">
          {hearsNothing(phone) ? <Notice tone="life">{t(texts.noVoiceIn)}</Notice> : null}
          <SoundMeter label={t(texts.voiceIn)} flow={phone.incoming} icon={<Volume2 aria-hidden size={16} />} />
          <SoundMeter label={t(texts.voiceOut)} flow={phone.outgoing} icon={<Mic aria-hidden size={16} />} />
          {phone.sound === null ? null : <SoundLine sound={phone.sound} />}
        </div>
      ) : null}
    </div>
  );
}

/** Everything that keeps a call from being heard or answered, in red, with what to do. */
function PhoneTroubles({ phone }: { phone: PhoneState }) {
  const t = useText();
  const { microphone, line } = phone;
  const microphoneText = microphone === 'ready' || microphone === 'off' ? null : microphoneTexts[microphone];
  return (
    <>
      {microphoneText === null ? null : (
        <Notice tone={microphone === 'asking' ? 'warn' : 'life'}>
          <p>{t(microphoneText)}</p>
          {microphone === 'asking' ? null : (
            <Button size="small" onPress={() => thePhone().retryMicrophone()}>
              {t(texts.retryMicrophone)}
            </Button>
          )}
        </Notice>
      )}
      {microphoneText !== null || line === 'registered' || line === 'other_tab' ? null : (
        <Notice tone={line === 'connecting' || line === 'off' ? 'warn' : 'life'}>
          {t(phone.isDevice ? deviceTexts.unregistered : lineTexts[line])}
        </Notice>
      )}
      {phone.isAudible || phone.isDevice || line === 'other_tab' ? null : (
        <Notice tone="life">
          <p>{t(texts.soundBlocked)}</p>
          <Button size="small" onPress={() => thePhone().unlockSound()}>
            {t(texts.allowSound)}
          </Button>
        </Notice>
      )}
      {phone.answerFailed === null ? null : (
        <Notice tone="life">{t(texts.answerFailed, { cause: phone.answerFailed })}</Notice>
      )}
    </>
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

/** Why no call can come in, for the frame's banner on other pages; null when all is well. */
export function phoneTroubleOf(phone: PhoneState) {
  if (phone.microphone !== 'ready' && phone.microphone !== 'off' && phone.microphone !== 'asking')
    return microphoneTexts[phone.microphone];
  if (phone.isDevice) return phone.line === 'lost' ? deviceTexts.unregistered : null;
  if (phone.line === 'lost' || phone.line === 'refused') return lineTexts[phone.line];
  return phone.isAudible || phone.line === 'other_tab' ? null : texts.soundBlocked;
}
