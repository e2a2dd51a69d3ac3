// Makes what the callers of drills say, as wav files beside the prompts: by the speech synthesiser and by arithmetic, of nobody's voice.
// Run it after changing a text.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrillScenario } from '#features/calls/drill.ts';
import { drillSound } from '#features/calls/server/drill/run-drills.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import { readWav, resample, telephoneRate, writeWav } from '#platform/server/sip/sound.ts';

interface Spoken {
  readonly text: string;
  readonly voice: string;
  readonly pitch: number;
  readonly loud: number;
  readonly wordsPerMinute?: number;
}

/** `voice` is espeak-ng's, with one of its variants; `pitch` above 1 makes it higher and quicker; `loud` is a share. */
const spoken: Readonly<Record<Exclude<DrillScenario, 'silent_tapper'>, Spoken>> = {
  whisper: {
    text: 'Tolong. Saya tidak bisa bicara keras. Suami saya memukul saya. Dia ada di kamar sebelah. Rumah saya di belakang balai desa, pagar hijau. Tolong cepat kirim polisi.',
    voice: 'id+whisper',
    pitch: 1,
    loud: 0.4,
  },
  child: {
    text: 'Halo. Ibu jatuh di dapur. Ibu tidak bangun bangun. Aku sendirian. Ayah kerja. Rumahku dekat sekolah, warna biru. Aku takut.',
    voice: 'id+f5',
    pitch: 1.3,
    loud: 0.9,
  },
  prank_history: {
    text: 'Halo, ada kebakaran! Rumah tetangga saya terbakar, di samping pasar. Apinya besar. Ada nenek di dalam. Tolong kirim pemadam sekarang!',
    voice: 'id+m3',
    pitch: 1,
    loud: 1,
  },
  // espeak-ng has no voice for Javanese; words of Surabaya and Sidoarjo are spelled so that the Indonesian one says them as they are said.
  local_language: {
    text: 'Tulung, Pak. Bapakku tibo nang kamar mandi. Gak iso obah, ambegane abot. Aku ijen nang omah. Omahku mburi mesjid, pager biru. Ndang kirimno ambulan, Pak. Aku gak iso boso Indonesia. Tulung.',
    voice: 'id+m7',
    pitch: 1,
    loud: 0.9,
  },
  // Slow, low, and saying things twice: alike to many who are ill, too (hypoglycaemia, stroke).
  drunk: {
    text: 'Halo. Halo. Eee, ini, Mas. Temanku. Temanku jatuh dari motor. Kepalanya, kepalanya berdarah, Mas. Dia nggak, nggak bangun. Iya, aku minum tadi, tapi ini sungguhan. Di jembatan. Eee, jembatan sebelah pasar. Jangan ditutup, Mas.',
    voice: 'id+m4',
    pitch: 0.88,
    loud: 0.9,
    wordsPerMinute: 105,
  },
};
/** Between two times the caller says it: somebody may ask meanwhile. */
const pauseSeconds = 7;

const speech = await openSpeech({ cache: join(import.meta.dirname, '..', 'var', 'tools'), log: console.log });
if (!speech.ok) throw new Error(`There is no speech synthesiser: ${speech.refusal.code}`);

for (const [scenario, { text, voice, pitch, loud, wordsPerMinute }] of Object.entries(spoken)) {
  const target = drillSound(scenario as keyof typeof spoken); // its own key
  const file = await speech.value.speak(text, {
    folder: join(target, '..'),
    voice,
    ...(wordsPerMinute === undefined ? {} : { wordsPerMinute }),
  });
  const { samples } = await readWav(file);
  await rm(file);
  const voiced = resample(samples, telephoneRate * pitch, telephoneRate).map((sample) => Math.round(sample * loud));
  const whole = new Int16Array(voiced.length + pauseSeconds * telephoneRate);
  whole.set(voiced);
  await writeWav(target, { rate: telephoneRate, samples: whole });
  console.log(`${scenario}: ${text}`);
}
await writeWav(drillSound('silent_tapper'), { rate: telephoneRate, samples: taps() });
console.log('silent_tapper: knocks');

/** One knock every few seconds, as "yes" to whatever is asked (features/calls/silent.ts), and quiet between. */
function taps(): Int16Array {
  const between = 6;
  const samples = new Int16Array(between * 4 * telephoneRate);
  let noise = 112;
  for (let tap = 1; tap <= 4; tap++) {
    const from = tap * between * telephoneRate - telephoneRate;
    for (let index = 0; index < 0.06 * telephoneRate; index++) {
      // A line of pseudo-random numbers (Park and Miller 1988): the same file each time it is made.
      noise = (noise * 16_807) % 2_147_483_647;
      const swing = (noise / 2_147_483_647) * 2 - 1;
      samples[from + index] = Math.round(swing * 9000 * Math.exp(-index / (0.012 * telephoneRate)));
    }
  }
  return samples;
}
