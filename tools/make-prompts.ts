// Speaks the texts of features/calls/server/pbx/prompts.ts into the wav files beside it. Run it after changing a text.
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  announcementFile,
  announcementText,
  promptTexts,
  shippedPrompts,
  testCallText,
} from '#features/calls/server/pbx/prompts.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';

const speech = await openSpeech({ cache: join(import.meta.dirname, '..', 'var', 'tools'), log: console.log });
if (!speech.ok) throw new Error(`There is no speech synthesiser: ${speech.refusal.code}`);

const demo = { sidoarjo: 'Kabupaten Sidoarjo', ketapang: 'Kabupaten Ketapang' };
const texts: Readonly<Record<string, string>> = {
  ...promptTexts,
  'test-call': testCallText,
  ...Object.fromEntries(Object.entries(demo).map(([slug, name]) => [announcementFile(slug), announcementText(name)])),
};
await mkdir(shippedPrompts, { recursive: true });
for (const [name, text] of Object.entries(texts)) {
  const spoken = await speech.value.speak(text, { folder: shippedPrompts });
  await rename(spoken, join(shippedPrompts, `${name}.wav`));
  console.log(`${name}: ${text}`);
}
