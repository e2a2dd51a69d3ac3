import { Moon, Sun, SunMoon } from 'lucide-react';
import { Menu } from '#platform/ui/Menu.tsx';
import { setAppearance, type Theme, useAppearance } from '#platform/web/appearance.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

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
