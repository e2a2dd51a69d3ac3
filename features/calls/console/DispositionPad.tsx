import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Kbd } from '#platform/ui/Kbd.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { CallInput } from '#platform/web/api-client.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { keyOf, useCommand } from '#platform/web/query-options.ts';
import { type Disposition, dispositions } from '../call.ts';
import { classifyCall } from '../closing-contract.ts';
import { type CallView, readDesk } from '../contract.ts';
import { dispositionTexts } from '../disposition-texts.ts';
import { classify } from '../rules.ts';
import { endingInTurn } from './desk-commands.ts';
import { listTexts } from './list-texts.ts';
import type { DeskView } from './use-desk.ts';

/** Exactly one of 22 for each answered call: the common ones by one key, all of them by search and in the palette. */
export function DispositionPad({ call }: { call: CallView }) {
  const t = useText();
  const errorText = useErrorText();
  const pad = useRef<HTMLFieldSetElement>(null);
  const queries = useQueryClient();
  const show = ({ params, body }: CallInput<typeof classifyCall>) =>
    queries.setQueryData<DeskView>(keyOf(readDesk, {}), (desk) =>
      desk?.call?.id === params.id ? { ...desk, call: { ...desk.call, disposition: body.code } } : desk,
    );
  const send = useCommand(classifyCall, {
    invalidates: ['/api/desk', '/api/calls'],
    // F10 follows within the blink of an eye: it must find the call classified, and be sent after this.
    inTurn: endingInTurn,
    onStart: (input) => {
      // An answer that is under way knows nothing of it, and would take it off the screen again.
      void queries.cancelQueries({ queryKey: keyOf(readDesk, {}) });
      show(input);
    },
    // One that was asked for meanwhile may have taken it off all the same.
    onDone: (_call, input) => show(input),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const mayClassify = classify(call);
  const choose = (code: Disposition) => send.mutate({ params: { id: call.id }, body: { code, evidence: [] } });
  const commands = dispositions.map((code): Command => {
    const { key } = dispositionTexts[code];
    return {
      id: `disposition.${code}`,
      name: dispositionTexts[code],
      ...(key === null ? {} : { keys: [key] }),
      group: listTexts.disposition,
      run: () => choose(code),
    };
  });
  // A letter belongs to the field one types in: F7 leaves the form, then one key classifies.
  const focus: Command = {
    id: 'disposition.focus',
    name: listTexts.focusDisposition,
    keys: ['F7'],
    group: listTexts.disposition,
    run: () => pad.current?.querySelector('button')?.focus(),
  };
  useCommands(mayClassify.ok ? [focus, ...commands] : []);
  if (!mayClassify.ok) return null;
  const current = dispositions.find((code) => code === call.disposition) ?? null;
  return (
    <fieldset
      ref={pad}
      aria-label={t(listTexts.disposition)}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-3"
    >
      <h2 className="flex flex-wrap items-center gap-2 font-semibold">
        {t(listTexts.disposition)}
        <Badge tone={current === null ? 'warn' : 'good'}>
          {current === null ? t(listTexts.notClassified) : t(dispositionTexts[current])}
        </Badge>
        <Kbd keys="F7" />
      </h2>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-1.5">
        {dispositions
          .filter((code) => dispositionTexts[code].key !== null)
          .map((code) => (
            <Button
              key={code}
              size="small"
              wide
              look={current === code ? 'primary' : 'plain'}
              aria-pressed={current === code}
              keyHint={dispositionTexts[code].key ?? undefined}
              onPress={() => choose(code)}
            >
              {t(dispositionTexts[code])}
            </Button>
          ))}
      </div>
      <ComboBox
        label={t(listTexts.otherDispositions)}
        placeholder={t(listTexts.searchDisposition)}
        options={dispositions.map((code) => ({ id: code, name: t(dispositionTexts[code]) }))}
        value={current}
        onChange={(code) => code !== null && code !== current && choose(code)}
      />
    </fieldset>
  );
}
