import { Languages, Moon, Sun, SunMoon } from 'lucide-react';
import { Menu } from '#platform/ui/Menu.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { setAppearance, type Theme, useAppearance } from './appearance.ts';
import { texts } from './texts.ts';

/** Each language by its own name, so that somebody lost in the other one finds it. */
export function LanguageSwitch() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  return (
    <Menu
      label={`${t(texts.language)}: ${language}`}
      trigger={
        <>
          <Languages aria-hidden size={16} />
          <span className="uppercase">{language}</span>
        </>
      }
      entries={[
        { id: 'id', name: 'Bahasa Indonesia', onAction: () => setLanguage('id') },
        { id: 'en', name: 'English', onAction: () => setLanguage('en') },
      ]}
    />
  );
}

const icons: Readonly<Record<Theme, typeof Sun>> = { light: Sun, dark: Moon, system: SunMoon };

export function ThemeSwitch() {
  const t = useText();
  const { theme } = useAppearance();
  const Icon = icons[theme];
  return (
    <Menu
      label={`${t(texts.theme)}: ${t(texts[theme])}`}
      trigger={<Icon aria-hidden size={18} />}
      entries={(['light', 'dark', 'system'] as const).map((one) => ({
        id: one,
        name: t(texts[one]),
        onAction: () => setAppearance({ theme: one }),
      }))}
    />
  );
}
