import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { type Command, reasonAgainst } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { listClass, optionClass } from './field-classes.ts';
import { Kbd } from './Kbd.tsx';
import { SearchField } from './SearchField.tsx';
import { texts } from './texts.ts';

interface CommandListProps {
  readonly commands: readonly Command[];
  readonly onAction: (id: string) => void;
}

/** The commands of the palette, narrowed by what is typed. */
export function CommandList({ commands, onAction }: CommandListProps) {
  const t = useText();
  const blocked = commands.filter((command) => reasonAgainst(command) !== null).map((command) => command.id);
  return (
    <Autocomplete filter={(name, typed) => plain(name).includes(plain(typed))}>
      <SearchField label={t(texts.searchCommands)} autoFocus />
      <Menu
        aria-label={t(texts.commands)}
        items={commands}
        disabledKeys={blocked}
        onAction={(key) => onAction(String(key))}
        className={`${listClass} mt-2`}
        renderEmptyState={() => <p className="p-2 text-ink-soft">{t(texts.nothingFound)}</p>}
      >
        {(command) => <PaletteRow command={command} />}
      </Menu>
    </Autocomplete>
  );
}

function PaletteRow({ command }: { command: Command }) {
  const t = useText();
  const reason = reasonAgainst(command);
  return (
    <MenuItem id={command.id} textValue={t(command.name)} className={optionClass}>
      <span className="flex items-center gap-2">
        <span className="flex-1">{t(command.name)}</span>
        {command.keys?.map((key) => (
          <Kbd key={key} keys={key} />
        ))}
      </span>
      {reason === null ? null : <span className="text-sm">{t(reason)}</span>}
    </MenuItem>
  );
}

/** Case and accents do not matter when searching. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
