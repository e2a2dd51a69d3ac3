import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from './check-file.ts';

test('a text in parts is the same text, cut between lines, with the right numbers', () => {
  const line = fc.stringMatching(/^[a-z,;]{0,12}$/);
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 14, max: 60 }), (lines, letters) => {
      const text = lines.map((each) => `${each}\n`).join('');
      const parts = partsOf(text, 2, letters);
      expect(parts.map(({ csv }) => csv).join('')).toBe(text);
      for (const { firstLine, csv } of parts) {
        expect(csv.length).toBeLessThanOrEqual(letters);
        const [first] = csv.split('\n');
        if (csv !== '') expect(lines[firstLine - 2]).toBe(first);
      }
    }),
  );
});
