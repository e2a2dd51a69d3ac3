import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { fill, type Language, type Text } from '#platform/shared/texts.ts';
import { formatDuration, formatInstant, type Instant, type Zone, zones } from '#platform/shared/time.ts';

export interface LanguageSetting {
  readonly language: Language;
  readonly zone: Zone;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageSetting>({ language: 'id', zone: 'Asia/Jakarta', setLanguage: () => {} });

/** Gives the language and the time zone to everything below it; the app decides both from the session. */
export function LanguageProvider({ setting, children }: { setting: LanguageSetting; children: ReactNode }) {
  return <LanguageContext value={setting}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageSetting {
  return useContext(LanguageContext);
}

/** The zone of the tenant: every time on screen is shown in it and says so. */
export function useZone(): Zone {
  return useContext(LanguageContext).zone;
}

type Values = Readonly<Record<string, string | number | boolean | null>>;
export type Translate = (text: Text, values?: Values) => string;

/** `const t = useText(); t(texts.waiting, { count: 3 })`. */
export function useText(): Translate {
  const { language } = useLanguage();
  return useMemo(() => (text, values) => fill(text, language, values), [language]);
}

export interface Format {
  /** `13.38.04 WIB` */
  readonly time: (at: Instant) => string;
  /** `21 Nov 2026, 13.38.04 WIB` */
  readonly full: (at: Instant) => string;
  /** `21 Nov 2026` */
  readonly date: (at: Instant) => string;
  /** `12:05` from milliseconds. */
  readonly duration: (ms: number) => string;
  /** `1.234,5` */
  readonly number: (value: number, digits?: number) => string;
  /** `95,2 %` from a share between 0 and 1. */
  readonly percent: (share: number, digits?: number) => string;
  readonly zoneName: string;
}

/** Times, lengths and figures as the reader writes them, in the tenant's zone. */
export function useFormat(): Format {
  const { language, zone } = useLanguage();
  return useMemo(() => {
    const locale = language === 'id' ? 'id-ID' : 'en-GB';
    return {
      time: (at) => formatInstant(at, zone, language, 'time'),
      full: (at) => formatInstant(at, zone, language, 'full'),
      date: (at) =>
        new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }).format(
          new Date(at),
        ),
      duration: formatDuration,
      number: (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
      percent: (share, digits = 1) =>
        new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share),
      zoneName: zones[zone],
    };
  }, [language, zone]);
}
