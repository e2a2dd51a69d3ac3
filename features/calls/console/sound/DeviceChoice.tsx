import { Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { soundTexts } from '../../sound-texts.ts';
import { thePhone } from '../phone.ts';
import { usePhone } from '../use-desk.ts';
import { isUsual, type SoundChoice } from './sound-devices.ts';

/** Stands for the system's own device: an empty id is no option. */
const usual = 'usual';

/** Microphone, headset and ring of this browser, changed at once, in mid-call too. */
export function DeviceChoice() {
  const t = useText();
  const phone = usePhone();
  const devices = useDevices();
  const optionsOf = (kind: MediaDeviceKind, chosen: string | null) => {
    const found = devices
      .filter((device) => device.kind === kind && !isUsual(device.deviceId))
      .map((device, index) => ({
        id: device.deviceId,
        name: device.label === '' ? t(soundTexts.unnamed, { number: index + 1 }) : device.label,
      }));
    const isThere = chosen === null || found.some(({ id }) => id === chosen);
    return [
      { id: usual, name: t(soundTexts.usual) },
      ...found,
      ...(isThere ? [] : [{ id: chosen, name: t(soundTexts.unnamed, { number: '?' }), isDisabled: true }]),
    ];
  };
  const field = (name: keyof SoundChoice, kind: MediaDeviceKind, label: string, description?: string) => (
    <Select
      label={label}
      {...(description === undefined ? {} : { description })}
      options={optionsOf(kind, phone.devices[name])}
      value={phone.devices[name] ?? usual}
      onChange={(id) => thePhone().choose({ [name]: id === usual ? null : id })}
    />
  );
  return (
    <fieldset aria-label={t(soundTexts.devices)} className="flex flex-col gap-2 border-t border-line pt-2">
      {phone.isOutputGone ? <Notice tone="warn">{t(soundTexts.speakerGone)}</Notice> : null}
      {field('microphone', 'audioinput', t(soundTexts.microphone))}
      {field('speaker', 'audiooutput', t(soundTexts.speaker))}
      {field('ring', 'audiooutput', t(soundTexts.ringer), t(soundTexts.ringNote))}
      <Button size="small" icon={<Volume2 aria-hidden size={15} />} onPress={() => thePhone().tryRing()}>
        {t(soundTexts.tryRing)}
      </Button>
    </fieldset>
  );
}

/** All sound devices, anew whenever one is plugged in or out, or the permission gives them their names. */
function useDevices(): readonly MediaDeviceInfo[] {
  const { microphone } = usePhone();
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a microphone that becomes ready gives the devices their names
  useEffect(() => {
    if (!('mediaDevices' in navigator)) return;
    const { mediaDevices } = navigator;
    const look = () => void mediaDevices.enumerateDevices().then(setDevices);
    look();
    mediaDevices.addEventListener('devicechange', look);
    return () => mediaDevices.removeEventListener('devicechange', look);
  }, [microphone]);
  return devices;
}
