import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { type PhoneState, thePhone } from './phone.ts';
import { lineTexts, microphoneTexts, texts } from './texts.ts';
import { type DeskView, usePhone } from './use-desk.ts';

const DeviceStatus = part(() => import('./desk-phone/DeviceStatus.tsx').then((file) => file.DeviceStatus));
const TalkSound = part(() => import('./sound/TalkSound.tsx').then((file) => file.TalkSound));

/** The telephone of this desk: registered or plainly not, microphone, ring, and how much sound goes either way. */
export function PhoneStatus({ desk, isServerAway }: { desk: DeskView | undefined; isServerAway: boolean }) {
  const t = useText();
  const phone = usePhone();
  if (desk?.deskPhone?.inUse === true) return <DeviceStatus isRegistered={desk.deskPhone.registered} />;
  const hasExchange = desk === undefined || desk.phone !== null;
  if (!hasExchange) return <Notice tone="life">{t(texts.noExchange)}</Notice>;
  return (
    <div className="flex flex-col gap-2">
      <PhoneTroubles phone={phone} />
      {isServerAway ? <Notice tone="warn">{t(texts.serverAway)}</Notice> : null}
      {phone.line === 'registered' ? (
        <p className="text-sm">
          <StatusDot tone="good">{t(lineTexts.registered)}</StatusDot>
        </p>
      ) : null}
      {phone.session?.stage === 'talking' ? <TalkSound phone={phone} /> : null}
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
        <Notice tone={line === 'connecting' || line === 'off' ? 'warn' : 'life'}>{t(lineTexts[line])}</Notice>
      )}
      {phone.isAudible || line === 'other_tab' ? null : (
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

/** Why no call can come in, for the frame's banner on other pages; null when all is well. */
export function phoneTroubleOf(phone: PhoneState) {
  if (phone.microphone !== 'ready' && phone.microphone !== 'off' && phone.microphone !== 'asking')
    return microphoneTexts[phone.microphone];
  if (phone.line === 'lost' || phone.line === 'refused') return lineTexts[phone.line];
  return phone.isAudible || phone.isDevice || phone.line === 'other_tab' ? null : texts.soundBlocked;
}
