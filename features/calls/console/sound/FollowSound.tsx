import { useEffect, useRef } from 'react';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { soundTexts } from '../../sound-texts.ts';
import { thePhone } from '../phone.ts';
import { usePhone } from '../use-desk.ts';
import { OtherTab } from './OtherTab.tsx';
import { keepReport, sendReports } from './sound-reports.ts';
import { createSoundWatch, type SoundNow, type SoundWatch, sampleOf } from './sound-watch.ts';

/**
 * What the telephone does without at first, on every page: it follows the sound of calls, sends what was measured, and
 * says what happened to the headset, or that another tab has the telephone. `owner`: whose telephone it is.
 */
export function FollowSound({ owner }: { owner: string | null }) {
  const t = useText();
  const { line, microphone, microphoneChange, session } = usePhone();
  useEffect(() => thePhone().followSound({ createWatch: createSoundWatch, look: lookAt, keep: keepReport }), []);
  useEffect(() => {
    if (owner !== null) sendReports(owner);
  }, [owner]);
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
  return line === 'other_tab' ? <OtherTab /> : null;
}

function lookAt(watch: SoundWatch, report: RTCStatsReport): SoundNow | null {
  const sample = sampleOf(report, performance.now());
  return sample === null ? null : watch.take(sample);
}
