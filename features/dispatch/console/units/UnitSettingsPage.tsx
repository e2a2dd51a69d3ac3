import { Page } from '#platform/ui/Page.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { AgencyWords } from './AgencyWords.tsx';
import { unitSettingTexts as texts } from './setting-texts.ts';
import { UnitFigures } from './UnitFigures.tsx';
import { UnitRegister } from './UnitRegister.tsx';

/** The register of units, each agency's words for statuses, and the regency's figures; an agency sees what is its own. */
export function UnitSettingsPage() {
  const t = useText();
  const can = useCan();
  const [tab, setTab] = usePlace('tab');
  const tabs = [
    { id: 'register', name: t(texts.register), content: <UnitRegister /> },
    { id: 'words', name: t(texts.words), content: <AgencyWords /> },
    ...(can('setting.read') ? [{ id: 'figures', name: t(texts.figures), content: <UnitFigures /> }] : []),
  ];
  return (
    <Page title={t(texts.page)}>
      <Tabs
        label={t(texts.page)}
        selected={tabs.some((one) => one.id === tab) ? (tab ?? 'register') : 'register'}
        onSelect={(next) => setTab(next === 'register' ? null : next)}
        tabs={tabs}
      />
    </Page>
  );
}
