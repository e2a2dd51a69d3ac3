import { describe, expect, test } from 'vitest';
import { checkForm } from './check-sizes.ts';

const messagesOf = (path: string, text: string) => checkForm({ path, text }).map(({ message }) => message);
const lines = (count: number, line = 'work();') => Array.from({ length: count }, () => line).join('\n');

describe('sizes', () => {
  test('a file has at most 400 lines; tables and SQL do not count', () => {
    expect(messagesOf('tools/long.ts', lines(400))).toEqual([]);
    expect(messagesOf('tools/long.ts', `${lines(401)}\n`)).toEqual(['401 lines without tables and SQL, at most 400']);
    expect(messagesOf('tools/long.ts', `export const table = [\n${lines(500, "['a', 1],")}\n] as const;`)).toEqual([]);
    expect(messagesOf('tools/long.ts', `export const table = {\n${lines(500, 'a: () => 1,')}\n};`)).toHaveLength(1);
    expect(messagesOf('tools/long.ts', `const a = sql\`\n${lines(500, 'select 1')}\`;`)).toEqual([]);
  });

  test('a function has at most 60 lines, in .tsx 120; a describe is a heading', () => {
    const body = (count: number) => `function long() {\n${lines(count - 2)}\n}`;
    expect(messagesOf('tools/a.ts', body(60))).toEqual([]);
    expect(messagesOf('tools/a.ts', body(61))).toEqual(['a function of 61 lines, at most 60']);
    expect(messagesOf('platform/ui/long.tsx', body(120))).toEqual([]);
    expect(messagesOf('platform/ui/long.tsx', body(121))).toHaveLength(1);
    expect(messagesOf('tools/a.ts', `const long = () => {\n${lines(60)}\n};`)).toHaveLength(1);
    expect(messagesOf('tools/a.test.ts', `describe('a', () => {\n${lines(90)}\n});`)).toEqual([]);
    expect(messagesOf('tools/a.test.ts', `test('a', () => {\n${lines(90)}\n});`)).toHaveLength(1);
  });
});

describe('names', () => {
  const refused = [
    'features/utils/a.ts',
    'platform/server/helpers.ts',
    'features/calls/call-manager.ts',
    'platform/web/index.ts',
    'tools/myFile.ts',
    'features/calls/data.ts',
  ];
  test.each(refused)('%s is refused', (path) => {
    expect(messagesOf(path, 'export const a = 1;')).toHaveLength(1);
  });
  test.each(['features/openness/open-data.ts', 'platform/server/db/database.ts', 'apps/field/service-worker.ts'])(
    '%s is fine',
    (path) => {
      expect(messagesOf(path, 'export const a = 1;')).toEqual([]);
    },
  );
  test('a component file is named like its component', () => {
    expect(messagesOf('platform/ui/button.tsx', 'export function Button() { return null; }')).toHaveLength(1);
    expect(messagesOf('platform/ui/Button.tsx', 'export function Button() { return null; }')).toEqual([]);
  });
});

describe('types', () => {
  test('no any, no enum, no default export, no unexplained cast or `!`', () => {
    expect(messagesOf('tools/a.ts', 'let a: any;')).toEqual([expect.stringContaining('no any')]);
    expect(messagesOf('tools/a.ts', 'let a = b as any;')).toHaveLength(2);
    expect(messagesOf('tools/a.ts', 'enum A { b }')).toEqual([expect.stringContaining('no enum')]);
    expect(messagesOf('tools/a.ts', 'export default 1;')).toEqual([expect.stringContaining('default export')]);
    expect(messagesOf('vite.config.ts', 'export default 1;')).toEqual([]);
    expect(messagesOf('tools/a.ts', 'const a = b!;')).toEqual([expect.stringContaining('`!`')]);
    expect(messagesOf('tools/a.ts', 'const a = b as string;')).toEqual([expect.stringContaining('cast')]);
    expect(messagesOf('tools/a.ts', 'const a = b as unknown as string;')).toHaveLength(1);
  });
  test('a reason beside it, above it or above its statement is enough; `as const` needs none', () => {
    expect(messagesOf('tools/a.ts', '// the driver says so\nconst a = b as string;')).toEqual([]);
    expect(messagesOf('tools/a.ts', 'const a = b!; // set by the constructor')).toEqual([]);
    expect(
      messagesOf(
        'tools/a.ts',
        '// the driver says so\nreturn call({\n  one,\n  two,\n  three,\n  four: b as string,\n});',
      ),
    ).toEqual([]);
    expect(messagesOf('tools/a.ts', 'const a = [1] as const;')).toEqual([]);
  });
});
