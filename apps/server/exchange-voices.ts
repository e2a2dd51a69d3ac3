import { existsSync } from 'node:fs';
import { chmod, copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { spokenFile, spokenLine } from '#features/calls/server/carrier/exchange-tests.ts';
import type { ExchangeLineRow } from '#features/calls/server/lines/line-store.ts';
import type { ExchangeTenant } from '#features/calls/server/pbx/exchange-tenant.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';

/**
 * Speak the names of lines that an operator tests, as files of the exchange. Nothing waits for it: a voice may have to be fetched, and a
 * test call that comes before it hears everything but the name.
 */
export async function speakLines(options: {
  /** Folder of the prompts. */
  readonly prompts: string;
  /** Folder of the speech synthesiser. */
  readonly voices: string;
  readonly lines: readonly Pick<ExchangeLineRow, 'slug' | 'key' | 'content'>[];
  readonly tenants: readonly ExchangeTenant[];
  readonly say: (line: string) => void;
}): Promise<void> {
  const { prompts, voices, lines, tenants, say } = options;
  try {
    const tested = new Set(tenants.flatMap(({ tests = [] }) => tests.map(({ spoken }) => spoken)));
    const wanted = lines
      .map(({ slug, key, content }) => ({ file: spokenFile({ slug, key, lineName: content.name }), content }))
      .filter(({ file }) => tested.has(file) && !existsSync(join(prompts, `${file}.wav`)));
    if (wanted.length === 0) return;
    const speech = await openSpeech({ cache: voices, log: say });
    if (!speech.ok) return say(`the names of tested lines are not spoken: ${speech.refusal.code}`);
    for (const { file, content } of wanted) {
      const target = join(prompts, `${file}.wav`);
      const spoken = await speech.value.speak(spokenLine(content.name), { folder: prompts });
      const work = `${target}.part-${process.pid}`;
      await copyFile(spoken, work);
      await chmod(work, 0o644);
      await rename(work, target);
    }
  } catch (error) {
    say(`the names of tested lines are not spoken: ${error instanceof Error ? error.message : String(error)}`);
  }
}
