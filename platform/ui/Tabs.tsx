import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';

export interface TabEntry<Key extends string = string> {
  readonly id: Key;
  readonly name: string;
  /** A count or a mark after the name. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly TabEntry<Key>[];
  readonly selected: Key;
  readonly onSelect: (tab: Key) => void;
}

/** Views of one thing; only the selected one is mounted. Keep `selected` in the address. */
export function Tabs<Key extends string>({ label, tabs, selected, onSelect }: TabsProps<Key>) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const found = tabs.find((tab) => tab.id === key);
        if (found !== undefined) onSelect(found.id);
      }}
      className="flex min-h-0 flex-col gap-3"
    >
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="focus-ring -mb-px flex cursor-pointer items-center gap-2 whitespace-nowrap rounded-t border-b-2 border-transparent px-3 py-1.5 text-ink-soft data-hovered:text-ink data-selected:border-accent data-selected:font-semibold data-selected:text-ink"
          >
            {tab.name}
            {tab.badge}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="focus-ring min-h-0 rounded">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
