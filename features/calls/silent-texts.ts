import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { SignKind, SilentAnswer, SilentEndReason, SilentQuestion, SilentResult, SilentStep } from './silent.ts';
import type { LocalLanguage } from './silent-settings.ts';

export const silentRefusals = {
  'call.not_silent': { status: 409, id: 'Panggilan ini tidak bisu', en: 'This call is not silent' },
  'call.silent_unsettled': {
    status: 409,
    id: 'Panggilan bisu: selesaikan langkahnya, atau sebutkan alasan menutup',
    en: 'A silent call: finish the steps, or say why you end it',
  },
} as const satisfies Record<string, RefusalText>;

export const signTexts: Readonly<Record<SignKind, Text>> = {
  tap: { id: 'Ketukan', en: 'Tap' },
  short: { id: 'Bunyi pendek (batuk)', en: 'Short sound (cough)' },
  voice: { id: 'Suara', en: 'Voice' },
  key: { id: 'Tombol {digit}', en: 'Key {digit}' },
  link: { id: 'Lewat tautan', en: 'By the link' },
};

export const silentStepTexts: Readonly<Record<SilentStep, Text>> = {
  ask_aloud: { id: 'Tanya dengan suara', en: 'Ask aloud' },
  ask_sign: { id: 'Minta tanda apa saja', en: 'Ask for any sign' },
  play_prompt: { id: 'Putar rekaman ke penelepon', en: 'Play the prompt to the caller' },
  listen: { id: 'Diam dan dengarkan latar', en: 'Be quiet and listen to the background' },
};

export const silentAnswerTexts: Readonly<Record<SilentAnswer, Text>> = {
  yes: { id: 'Ya', en: 'Yes' },
  no: { id: 'Tidak', en: 'No' },
  unclear: { id: 'Tidak jelas', en: 'Unclear' },
};

export const silentResultTexts: Readonly<Record<SilentResult, Text>> = {
  cannot_speak: { id: 'Penelepon tidak dapat bicara', en: 'The caller cannot speak' },
  spoke: { id: 'Penelepon bicara', en: 'The caller spoke' },
  no_sign: { id: 'Tanpa tanda, ditutup petugas', en: 'No sign, ended by the desk' },
};

export const silentEndReasonTexts: Readonly<Record<SilentEndReason, Text>> = {
  other_emergency: { id: 'Panggilan darurat lain menunggu', en: 'Another emergency is waiting' },
  same_caller: { id: 'Penelepon ini sudah dilayani di panggilan lain', en: 'This caller is served in another call' },
  line_fault: { id: 'Gangguan sambungan', en: 'A fault of the line' },
  pocket: { id: 'Terdengar jelas tertekan di saku', en: 'Plainly a pocket call' },
  technician: { id: 'Uji sambungan oleh teknisi', en: 'A technician tests the line' },
};

/** What a dispatcher, an agency and whoever would call back must see. */
export const cannotSpeakTexts = {
  mark: { id: 'Tidak dapat bicara', en: 'Cannot speak' },
  warning: {
    id: 'Penelepon tidak dapat bicara. Jangan menelepon balik; bila mungkin, mendekatlah tanpa sirene.',
    en: 'The caller cannot speak. Do not call back; where possible, approach without sirens.',
  },
} as const satisfies Record<string, Text>;

export const localLanguageTexts: Readonly<Record<LocalLanguage, Text>> = {
  none: { id: 'Hanya bahasa Indonesia', en: 'Indonesian only' },
  jv: { id: 'Jawa', en: 'Javanese' },
  su: { id: 'Sunda', en: 'Sundanese' },
  ms: { id: 'Melayu', en: 'Malay' },
  other: { id: 'Lain (rekaman sendiri)', en: 'Another (own recording)' },
};

type SpokenLanguage = 'id' | Exclude<LocalLanguage, 'none' | 'other'>;

/** What the desk reads out, in the caller's languages and not in the reader's. */
export const readAloud: Readonly<Record<'ask_aloud' | 'ask_sign', Readonly<Record<SpokenLanguage, string>>>> = {
  ask_aloud: {
    id: 'Halo, ini 112. Apakah Anda butuh bantuan? Polisi, ambulans, atau pemadam?',
    jv: 'Halo, menika 112. Punapa panjenengan betah pitulungan? Polisi, ambulans, punapa pemadam?',
    su: 'Halo, ieu 112. Naha anjeun peryogi bantosan? Pulisi, ambulan, atanapi pemadam?',
    ms: 'Halo, ini 112. Ade perlu bantuan ke? Polisi, ambulan, atau pemadam?',
  },
  ask_sign: {
    id: 'Jika Anda tidak bisa bicara, ketuk telepon, batuk, atau tekan angka apa saja. Saya tetap di sini.',
    jv: 'Menawi panjenengan mboten saged wicanten, thothok telepon, watuk, utawi pencet angka punapa kemawon. Kula tetep wonten mriki.',
    su: 'Upami anjeun teu tiasa nyarios, ketrok telepon, batuk, atanapi pencet angka naon waé. Abdi tetep di dieu.',
    ms: 'Kalau tak bise becakap, ketok telepon, batok, atau tekan angke ape saje. Saye tetap di sini.',
  },
};

/** Asked in Indonesian; answered by one tap or two. */
export const silentQuestionTexts: Readonly<Record<SilentQuestion, Text>> = {
  danger: { id: 'Apakah Anda dalam bahaya sekarang?', en: 'Are you in danger now?' },
  near: { id: 'Apakah orang yang membahayakan ada di dekat Anda?', en: 'Is the person who threatens you near?' },
  police: { id: 'Apakah Anda butuh polisi?', en: 'Do you need the police?' },
  medical: { id: 'Apakah Anda butuh ambulans?', en: 'Do you need an ambulance?' },
  fire: { id: 'Apakah Anda butuh pemadam kebakaran?', en: 'Do you need the fire brigade?' },
  home: { id: 'Apakah Anda di rumah?', en: 'Are you at home?' },
};
