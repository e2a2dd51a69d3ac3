// Writes platform/server/asterisk/ari/types.generated.ts from the descriptors of the Asterisk we install.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAri } from '#platform/server/asterisk/ari/generate.ts';
import { installAsterisk } from '#platform/server/asterisk/install.ts';

const tools = join(import.meta.dirname, '..', 'var', 'tools');
const asterisk = await installAsterisk({ prefix: join(tools, 'asterisk-described'), cache: tools, log: console.log });
if (!asterisk.ok) throw new Error(`Asterisk is not to be had: ${asterisk.refusal.code}`);
const text = await generateAri(join(asterisk.value.share, 'rest-api'), asterisk.value.version);
const target = join(import.meta.dirname, '..', 'platform', 'server', 'asterisk', 'ari', 'types.generated.ts');
await writeFile(target, text);
console.log(`${target}: ${text.split('\n').length} lines`);
