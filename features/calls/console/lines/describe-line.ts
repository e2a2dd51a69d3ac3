import { screenTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { lineContent } from '../../line.ts';
import { lineWayTexts } from '../../line-texts.ts';
import { lineScreenTexts as texts } from './texts.ts';

/** A version of a line in words, as much of it as there is. */
export function describeLine(
  content: Readonly<Record<string, unknown>>,
  t: Translate,
): { readonly term: string; readonly value: string }[] {
  const read = lineContent.partial().safeParse(content);
  if (!read.success) return [];
  const { name, way, peers, server, transport, username, secretId, active, canary } = read.data;
  const said: { term: string; value: string }[] = [];
  const say = (term: keyof typeof texts, value: string | undefined) => {
    if (value !== undefined) said.push({ term: t(texts[term]), value: value === '' ? t(screenTexts.empty) : value });
  };
  say('name', name);
  say('way', way === undefined ? undefined : t(lineWayTexts[way]));
  say('server', server);
  say('transport', transport === undefined ? undefined : t(texts[transport]));
  say('username', username);
  // Which one it was is known to nobody; that it changed is.
  if ('secretId' in content) say('password', secretId === null ? '' : '••••••');
  say('peers', peers?.join(', '));
  if (read.data.srtp !== undefined) say('srtp', read.data.srtp ? '✓' : '–');
  if (read.data.qualify !== undefined) say('qualify', read.data.qualify ? '✓' : '–');
  if (read.data.privateNetwork !== undefined) say('privateNetwork', read.data.privateNetwork ? '✓' : '–');
  say('callerStrip', read.data.callerStrip);
  say('callerAdd', read.data.callerAdd);
  if (canary !== undefined) say('every', `${canary.everyS} · ${canary.alarmAfterS} · ${canary.number}`);
  if (active !== undefined) say('active', active ? '✓' : '–');
  return said;
}
