import { useEffect } from 'react';
import { thePhone } from '../phone.ts';
import type { DeskView } from '../use-desk.ts';
import { deviceSession } from './device-session.ts';

/** While it is there, this page has no telephone of its own and shows that on the desk. */
export function DeviceMirror({ desk }: { desk: DeskView }) {
  const phone = thePhone();
  const shown = { isRegistered: desk.deskPhone?.registered === true, session: deviceSession(desk) };
  const text = JSON.stringify(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is new at each drawing; its text is not
  useEffect(() => phone.mirror(shown), [text]);
  useEffect(() => () => phone.mirror(null), [phone]);
  return null;
}
