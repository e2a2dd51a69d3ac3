import { type ComponentProps, type ReactNode, useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { screenTexts } from '../screen-texts.ts';
import { SettingHistory } from './SettingHistory.tsx';

interface SettingDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly tabs: readonly {
    readonly id: string;
    readonly name: string;
    readonly content: (showHistory: () => void) => ReactNode;
  }[];
  readonly history: Omit<ComponentProps<typeof SettingHistory>, 'canUndo'>;
}

/** One setting: its form, whatever else there is to it, and what was changed, with undo. */
export function SettingDialog({ title, onClose, tabs, history }: SettingDialogProps) {
  const t = useText();
  const can = useCan();
  const [tab, setTab] = useState(tabs[0]?.id ?? 'history');
  const showHistory = () => setTab('history');
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      <Tabs
        label={title}
        selected={tab}
        onSelect={setTab}
        tabs={[
          ...tabs.map(({ id, name, content }) => ({ id, name, content: content(showHistory) })),
          {
            id: 'history',
            name: t(screenTexts.history),
            content: <SettingHistory {...history} canUndo={can('setting.change')} />,
          },
        ]}
      />
    </Dialog>
  );
}
