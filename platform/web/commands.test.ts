import { expect, test, vi } from 'vitest';
import { type Command, createCommandTable, reasonAgainst } from './commands.ts';
import type { KeyStroke } from './keys.ts';

const stroke = (key: string): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
});
const command = (id: string, keys: string[], rest: Partial<Command> = {}): Command => ({
  id,
  name: { id, en: id },
  keys,
  run: () => {},
  ...rest,
});

function tableWithClashes() {
  const clashes: string[] = [];
  return { table: createCommandTable((message) => clashes.push(message)), clashes };
}

test('a command takes its key while it is registered, a letter only outside fields', () => {
  const { table } = tableWithClashes();
  const entry = table.register(0, [command('close', ['F8']), command('note', ['n'])]);
  expect(table.find(stroke('F8'), true)?.id).toBe('close');
  expect(table.find(stroke('n'), false)?.id).toBe('note');
  expect(table.find(stroke('n'), true)).toBeNull();
  entry.remove();
  expect(table.find(stroke('F8'), false)).toBeNull();
});

test('two commands with one key are reported, also when a later render brings the second', () => {
  const { table, clashes } = tableWithClashes();
  table.register(0, [command('close', ['F8'])]);
  const second = table.register(0, [command('print', ['F9'])]);
  expect(clashes).toEqual([]);
  second.update([command('print', ['f8'])]);
  expect(clashes).toEqual(['The key f8 is claimed by close and print']);
});

test('an open dialog puts the page to sleep, except what works everywhere', () => {
  const { table, clashes } = tableWithClashes();
  table.register(0, [command('close', ['F8']), command('answer', ['F2'], { everywhere: true })]);
  const dialog = table.openLayer();
  table.register(dialog.layer, [command('confirm', ['F8'])]);
  expect(clashes).toEqual([]);
  expect(table.find(stroke('F8'), false)?.id).toBe('confirm');
  expect(table.find(stroke('F2'), false)?.id).toBe('answer');
  expect(table.active().map((one) => one.id)).toEqual(['answer', 'confirm']);
  dialog.close();
  expect(table.find(stroke('F8'), false)?.id).toBe('close');
});

test('listeners hear of changed names and keys, not of renewed closures; closures are followed all the same', () => {
  const { table } = tableWithClashes();
  const heard = vi.fn();
  const [first, second] = [vi.fn(), vi.fn()];
  const entry = table.register(0, [command('close', ['F8'], { run: first })]);
  table.subscribe(heard);
  const seen = table.active()[0];
  entry.update([command('close', ['F8'], { run: second, when: () => ({ id: 'belum', en: 'not yet' }) })]);
  expect(heard).not.toHaveBeenCalled();
  void seen?.run();
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
  expect(seen && reasonAgainst(seen)).toEqual({ id: 'belum', en: 'not yet' });
  entry.update([command('close', ['F9'])]);
  expect(heard).toHaveBeenCalledOnce();
});
