import { type ComponentProps, type ReactNode, useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { PermissionName } from '../permissions.ts';
import { screenTexts } from '../screen-texts.ts';
import { SettingHistory } from './SettingHistory.tsx';

interface SettingTabsProps {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: string;
    readonly name: string;
    readonly content: (showHistory: () => void) => ReactNode;
  }[];
  /** Null: who looks may not see it. */
  readonly history: Omit<ComponentProps<typeof SettingHistory>, 'canUndo'> | null;
  /** The permission to undo. */
  readonly undo?: PermissionName;
}

interface SettingDialogProps extends Omit<SettingTabsProps, 'label'> {
  readonly title: string;
  readonly onClose: () => void;
}

/** One setting in a dialog of its own. */
export function SettingDialog({ title, onClose, ...tabs }: SettingDialogProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      <SettingTabs label={title} {...tabs} />
    </Dialog>
  );
}

/** One setting: its form, whatever else there is to it, and what was changed, with undo. */
export function SettingTabs({ label, tabs, history, undo = 'setting.change' }: SettingTabsProps) {
  const t = useText();
  const can = useCan();
  const [tab, setTab] = useState(tabs[0]?.id ?? 'history');
  const showHistory = () => setTab('history');
  return (
    <Tabs
      label={label}
      selected={tab}
      onSelect={setTab}
      tabs={[
        ...tabs.map(({ id, name, content }) => ({ id, name, content: content(showHistory) })),
        ...(history === null
          ? []
          : [
              {
                id: 'history',
                name: t(screenTexts.history),
                content: <SettingHistory {...history} canUndo={can(undo)} />,
              },
            ]),
      ]}
    />
  );
}
