import { expect, test } from 'vitest';
import { attachmentLimits } from '../../field.ts';
import { unfitOf } from './attachment-files.ts';

test.each([
  ['a photo of a camera', { type: 'image/jpeg', size: 3_000_000 }, null],
  ['a screenshot', { type: 'image/png', size: 1 }, null],
  ['a photo as large as is taken', { type: 'image/webp', size: attachmentLimits.photo }, null],
  ['one byte larger', { type: 'image/webp', size: attachmentLimits.photo + 1 }, 'size'],
  ['a drawing that can hold a program', { type: 'image/svg+xml', size: 10 }, 'type'],
  ['a document, however large', { type: 'application/pdf', size: 90_000_000 }, 'type'],
  ['a file of which the browser knows nothing', { type: '', size: 10 }, 'type'],
] as const)('%s', (_what, file, unfit) => {
  expect(unfitOf(file)).toBe(unfit);
});
