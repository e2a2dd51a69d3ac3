import { type ReactNode, useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Zone } from '#platform/shared/time.ts';
import { setAppearance, useAppearance } from './appearance.ts';
import { LanguageProvider } from './language.tsx';

interface ChosenLanguageProps {
  /** Of the session, where the person chose none in this browser. */
  readonly language: 'id' | 'en';
  readonly zone: Zone;
  readonly children: ReactNode;
}

/** Language and zone of all that is shown in it. */
export function ChosenLanguage({ language, zone, children }: ChosenLanguageProps) {
  const chosen = useAppearance().language ?? language;
  const setting = useMemo(
    () => ({ language: chosen, zone, setLanguage: (next: 'id' | 'en') => setAppearance({ language: next }) }),
    [chosen, zone],
  );
  useEffect(() => {
    document.documentElement.lang = chosen;
  }, [chosen]);
  return (
    <I18nProvider locale={chosen === 'id' ? 'id-ID' : 'en-GB'}>
      <LanguageProvider setting={setting}>{children}</LanguageProvider>
    </I18nProvider>
  );
}
