import { expect, test } from 'vitest';
import { linesOf } from './read-lines.ts';

async function read(...chunks: string[]): Promise<string[]> {
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const found: string[] = [];
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of bytes) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const line of linesOf(body)) found.push(line);
  return found;
}

test('lines are whole wherever they were cut', async () => {
  expect(await read('{"a":', '1}\n{"b":2}', '\n')).toEqual(['{"a":1}', '{"b":2}']);
});

test('what broke off is no line', async () => {
  expect(await read('{"a":1}\n{"b"')).toEqual(['{"a":1}']);
});
