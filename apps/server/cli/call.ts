import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import { debianRefusals } from '#platform/server/debian/texts.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { readWav, type Sound } from '#platform/server/sip/sound.ts';
import { fill } from '#platform/shared/texts.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';

const repository = join(import.meta.dirname, '../../..');

/** Source addresses of the demo's trunks (design.md §4, Tenants). */
const demoAddresses: Readonly<Record<string, string>> = { sidoarjo: '127.0.0.1', ketapang: '127.0.1.1' };

/** A simulated citizen: a real SIP call through the trunk of the running Asterisk, with speech. */
export const call: Command = {
  summary: 'place a test call: --from NUMBER --say TEXT|--silent --seconds N --tenant SLUG --hangup-in-queue',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string', default: '081234567890' },
        say: { type: 'string' },
        silent: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '20' },
        tenant: { type: 'string' },
        to: { type: 'string', default: '112' },
        'hangup-in-queue': { type: 'boolean', default: false },
        wait: { type: 'string', default: '60' },
      },
    });
    const config = readConfig(process.env, []);
    const seconds = Number(values.seconds);
    const wait = Number(values.wait);
    if (!(seconds > 0 && wait > 0)) throw new Error('--seconds and --wait take a number of seconds above 0');
    const address = demoAddresses[values.tenant ?? config.defaultTenant] ?? '127.0.0.1';
    const audio = await soundOf(values.silent ? null : (values.say ?? 'Tolong, ada kebakaran.'));
    const placed = await placeCall({
      host: config.asterisk.sipBind === '0.0.0.0' ? '127.0.0.1' : config.asterisk.sipBind,
      port: config.asterisk.sipPort,
      from: values.from,
      to: values.to,
      localAddress: address,
      audio,
      ...(values['hangup-in-queue'] ? {} : { seconds }),
    });
    const words = {
      trying: 'the exchange has it',
      ringing: 'ringing',
      'early-media': 'announcement heard',
      answered: 'ANSWERED',
      ended: 'ended',
    };
    placed.listen((event) => {
      const by = event.type === 'ended' ? ` (${event.by}, ${event.status} ${event.reason})` : '';
      console.log(`${(event.at / 1000).toFixed(3).padStart(8)} s  ${words[event.type]}${by}`);
    });
    console.log(`Calling ${values.to} as ${values.from} from ${address} …`);
    const stop = () => void placed.hangUp();
    process.once('SIGINT', stop);
    if (values['hangup-in-queue']) {
      await placed.waitFor('early-media', wait * 1000);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await placed.hangUp();
      return placed.events.some((event) => event.type === 'answered') ? 1 : 0;
    }
    const waiting = setTimeout(stop, wait * 1000);
    await Promise.race([placed.waitFor('answered', wait * 1000 + 5000), placed.waitFor('ended', wait * 1000 + 5000)]);
    const answered = placed.events.some((event) => event.type === 'answered');
    if (answered) clearTimeout(waiting);
    await placed.waitFor('ended', (seconds + wait + 10) * 1000);
    if (!answered) console.log('Nobody answered: sign in as calltaker1, press Siap (ready) and call again.');
    return answered ? 0 : 1;
  },
};

async function soundOf(text: string | null): Promise<Sound> {
  if (text === null) return { silence: true };
  const speech = await openSpeech({ cache: join(repository, 'var/tools'), log: (line) => console.log(`  ${line}`) });
  if (!speech.ok) {
    console.log(
      `No speech: ${fill(debianRefusals[speech.refusal.code], 'en', speech.refusal.detail)} A tone is sent instead.`,
    );
    return { tone: 440 };
  }
  const spoken = await readWav(await speech.value.speak(text, { folder: join(repository, 'var/tools/spoken') }));
  return { samples: spoken.samples };
}
