import { createContext, useContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { type KeyStroke, keyIdOf, strokeIdsOf, worksWhileTyping } from './keys.ts';

/** One act a person can do: buttons, the key table, the palette and the help all read this object. */
export interface Command {
  /** Unique on the page: `incident.close`. */
  readonly id: string;
  readonly name: Text;
  /** `F2`, `Ctrl+K`, `Alt+1`, `a`, `?`. The first one is shown. */
  readonly keys?: readonly string[];
  /** Heading in the palette and the help. */
  readonly group?: Text;
  /** True, or the reason why it cannot be done now; left out: always. */
  readonly when?: () => true | Text;
  readonly run: () => void | Promise<void>;
  /** Works also while a dialog is open (answering a call does not wait for a dialog). */
  readonly everywhere?: boolean;
}

/** Why a command cannot run now, or null when it can. */
export function reasonAgainst(command: Command): Text | null {
  const answer = command.when?.() ?? true;
  return answer === true ? null : answer;
}

interface Entry {
  readonly layer: number;
  commands: readonly Command[];
}

/** The commands of everything mounted. A dialog opens a layer; only the top layer and `everywhere` commands take keys. */
export interface CommandTable {
  readonly register: (
    layer: number,
    commands: readonly Command[],
  ) => { update: (commands: readonly Command[]) => void; remove: () => void };
  readonly openLayer: () => { layer: number; close: () => void };
  /** Commands that may run now, in the order of registration. */
  readonly active: () => readonly Command[];
  /** The command for a key stroke, or null: no such key, or a letter typed into a field. */
  readonly find: (stroke: KeyStroke, typing: boolean) => Command | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** `onClash` is told about a key that two commands of one layer claim; the later one gets it. */
export function createCommandTable(onClash: (message: string) => void): CommandTable {
  const entries = new Set<Entry>();
  const layers: number[] = [0];
  const listeners = new Set<() => void>();
  let lastLayer = 0;
  let snapshot: readonly Command[] = [];
  const top = () => layers.at(-1) ?? 0;
  const changed = () => {
    snapshot = [...entries].flatMap((entry) =>
      entry.commands
        .filter((command) => entry.layer === top() || command.everywhere === true)
        .map((command) => followed(entry, command)),
    );
    for (const listener of listeners) listener();
  };
  return {
    register: (layer, commands) => {
      const entry: Entry = { layer, commands };
      entries.add(entry);
      reportClashes(entries, entry.layer, onClash);
      changed();
      return {
        update: (next) => {
          const same = shapeOf(entry.commands) === shapeOf(next);
          entry.commands = next;
          // Renders renew closures all the time; listeners care only when names, keys or their number changed.
          if (same) return;
          reportClashes(entries, entry.layer, onClash);
          changed();
        },
        remove: () => {
          entries.delete(entry);
          changed();
        },
      };
    },
    openLayer: () => {
      lastLayer += 1;
      const layer = lastLayer;
      layers.push(layer);
      changed();
      return {
        layer,
        close: () => {
          layers.splice(layers.indexOf(layer), 1);
          changed();
        },
      };
    },
    active: () => snapshot,
    find: (stroke, typing) => findCommand(snapshot, stroke, typing),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function findCommand(commands: readonly Command[], stroke: KeyStroke, typing: boolean): Command | null {
  const ids = strokeIdsOf(stroke);
  // The latest registered wins: the innermost screen is mounted last.
  for (const command of commands.toReversed()) {
    const key = command.keys?.find((one) => ids.includes(keyIdOf(one)));
    if (key !== undefined && (!typing || worksWhileTyping(key))) return command;
  }
  return null;
}

/** Keys that two commands of one layer claim. */
function reportClashes(entries: ReadonlySet<Entry>, layer: number, onClash: (message: string) => void): void {
  const taken = new Map<string, string>();
  for (const entry of entries) {
    if (entry.layer !== layer) continue;
    for (const command of entry.commands) {
      for (const key of command.keys ?? []) {
        const id = keyIdOf(key);
        const owner = taken.get(id);
        if (owner !== undefined && owner !== command.id)
          onClash(`The key ${key} is claimed by ${owner} and ${command.id}`);
        taken.set(id, command.id);
      }
    }
  }
}

function shapeOf(commands: readonly Command[]): string {
  return JSON.stringify(commands.map((one) => [one.id, one.name, one.keys, one.group, one.everywhere]));
}

/** A command that always does what its owner's last render said: lists keep one object while closures change. */
function followed(entry: Entry, command: Command): Command {
  const latest = () => entry.commands.find((one) => one.id === command.id) ?? command;
  return { ...command, when: () => latest().when?.() ?? true, run: () => latest().run() };
}

function reportClash(message: string): void {
  if (import.meta.env.DEV) throw new Error(message);
  console.error(message);
}

/** The table of this page. */
export const commandTable: CommandTable = createCommandTable(reportClash);

/** The layer a component lives in: 0 is the page, dialogs open their own (platform/ui/Dialog.tsx). */
export const CommandLayerContext = createContext(0);

/** Offer commands while this component is mounted. The array may be made anew on every render. */
export function useCommands(commands: readonly Command[]): void {
  const layer = useContext(CommandLayerContext);
  const current = useRef(commands);
  const registered = useRef<ReturnType<CommandTable['register']>>(null);
  current.current = commands;
  useLayoutEffect(() => {
    const entry = commandTable.register(layer, current.current);
    registered.current = entry;
    return () => {
      registered.current = null;
      entry.remove();
    };
  }, [layer]);
  useLayoutEffect(() => registered.current?.update(commands));
}

/** Everything that can be done now; for the palette and the help. */
export function useActiveCommands(): readonly Command[] {
  return useSyncExternalStore(commandTable.subscribe, commandTable.active);
}

/** Listen to the keyboard; once per page, in the frame. */
export function useCommandKeys(): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || event.getModifierState('AltGraph')) return;
      const command = commandTable.find(event, isTyping(event.target));
      if (command === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (reasonAgainst(command) === null) void command.run();
    };
    // In the capture phase, so that lists with type-ahead do not take a letter that is a command.
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => window.removeEventListener('keydown', handleKey, { capture: true });
  }, []);
}

const typingRoles = ['textbox', 'searchbox', 'combobox', 'spinbutton', 'listbox', 'option', 'menu', 'menuitem'];
const silentInputs = ['checkbox', 'radio', 'button', 'submit', 'range', 'file'];

/** Whether letters belong to the focused element: a field, or a list that jumps to what is typed. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !silentInputs.includes(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable)
    return true;
  return typingRoles.includes(target.getAttribute('role') ?? '') || target.getAttribute('aria-haspopup') === 'listbox';
}
