import { Languages } from 'lucide-react';
import type { Text } from '#platform/shared/texts.ts';
import { Menu } from '#platform/ui/Menu.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';

const name: Text = { id: 'Bahasa', en: 'Language' };

/** Each language by its own name, so that somebody lost in the other one finds it. */
export function LanguageSwitch() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  return (
    <Menu
      label={`${t(name)}: ${language}`}
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
