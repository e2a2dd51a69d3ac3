import { useEffect, useRef } from 'react';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { soundTexts } from '../../sound-texts.ts';
import { usePhone } from '../use-desk.ts';

/** Says on every page what happened to the headset: another one is in use, or in mid-call none. Shows nothing itself. */
export function PhoneNews() {
  const t = useText();
  const { microphone, microphoneChange, session } = usePhone();
  const isTalking = session?.stage === 'talking';
  const told = useRef(microphoneChange?.at);
  useEffect(() => {
    if (microphoneChange === null || told.current === microphoneChange.at) return;
    told.current = microphoneChange.at;
    const { name } = microphoneChange;
    toast(t(isTalking ? soundTexts.deviceChangedInCall : soundTexts.deviceChanged, { name }), 'good');
  }, [microphoneChange, isTalking, t]);
  const isLost = isTalking && ['missing', 'busy', 'denied'].includes(microphone);
  useEffect(() => {
    if (isLost) toast(t(soundTexts.microphoneLost), 'life');
  }, [isLost, t]);
  return null;
}
