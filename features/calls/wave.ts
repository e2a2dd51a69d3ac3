import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/*
 * Waves: more calls of one kind within a short time than this hour of this weekday explains. A supervisor is told, with a measure that
 * people may take; no call is treated in another way because of a wave (design.md invariant 2).
 */

export type WaveId = Id<'wave'>;
export const waveId = idSchema<'wave'>();

/**
 * `one_number`: a single number calls and calls; `area`: many calls from one district; `school_hours`: pranks of children while
 * schools are open; `silent_handsets`: many telephones call without a voice, as after a faulty update of a handset.
 */
export const waveKinds = ['one_number', 'area', 'school_hours', 'silent_handsets'] as const;
export const waveKind = z.enum(waveKinds);
export type WaveKind = (typeof waveKinds)[number];

/** What people did about a wave; the words beside it are for what no code says. */
export const waveDeeds = [
  'called_back',
  'case_opened',
  'merged',
  'surge',
  'school_called',
  'campaign_planned',
  'operator_told',
  'nothing_needed',
  'other',
] as const;
export const waveDeed = z.enum(waveDeeds);
export type WaveDeed = (typeof waveDeeds)[number];

/** What fits a kind first; any other may be chosen too. */
export const usualDeeds: Readonly<Record<WaveKind, readonly WaveDeed[]>> = {
  one_number: ['called_back', 'case_opened'],
  area: ['merged', 'surge'],
  school_hours: ['school_called', 'campaign_planned'],
  silent_handsets: ['operator_told'],
};

/** Names and contents of its events. */
export interface WaveEvents {
  readonly 'wave.began': {
    readonly kind: WaveKind;
    readonly calls: number;
    readonly usual: number;
    readonly beyond: number;
  };
  readonly 'wave.acknowledged': { readonly kind: WaveKind; readonly userId: string };
  /** The words are in no event. */
  readonly 'wave.noted': { readonly kind: WaveKind; readonly done: WaveDeed; readonly userId: string };
  readonly 'wave.ended': { readonly kind: WaveKind; readonly calls: number };
}
