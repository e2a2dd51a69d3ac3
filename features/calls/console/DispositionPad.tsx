import { useRef, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Kbd } from '#platform/ui/Kbd.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { type Disposition, dispositions } from '../call.ts';
import type { CallView } from '../contract.ts';
import { dispositionTexts } from '../disposition-texts.ts';
import { fittingEvidence, leastEvidence } from '../evidence.ts';
import { evidenceTexts } from '../evidence-texts.ts';
import { classify } from '../rules.ts';
import { closingTexts } from './closing/closing-screen-texts.ts';
import { EvidenceStage } from './closing/EvidenceStage.tsx';
import { PrankScript } from './closing/PrankScript.tsx';
import { useClosing } from './closing/use-closing.ts';
import type { Stage } from './closing/use-stage.ts';
import { listTexts } from './list-texts.ts';

/**
 * From inside a field, where a letter belongs to it: the pranks, whose form stays empty while the cursor is in it. Anak, dewasa, kasar; with
 * Shift, as each letter with Alt alone is another key of the desk (silent calls, third persons).
 */
const fieldKeys: Partial<Record<Disposition, string>> = {
  PRANK_CHILD: 'Alt+Shift+A',
  PRANK_ADULT: 'Alt+Shift+D',
  PRANK_ABUSIVE: 'Alt+Shift+K',
};

/** Exactly one of 22 for each answered call: the common ones by one key, all of them by search and in the palette. */
export function DispositionPad({ call }: { call: CallView }) {
  const t = useText();
  const pad = useRef<HTMLFieldSetElement>(null);
  const { stage, evidence, choose, note, back } = useClosing(call);
  const mayClassify = classify(call);
  const goBack = () => {
    const wasHere = pad.current?.contains(document.activeElement) === true;
    back();
    // The buttons of the evidence go: the focus stays in the pad.
    if (wasHere) requestAnimationFrame(() => pad.current?.querySelector('button')?.focus());
  };
  usePadCommands(mayClassify.ok, stage, choose, () => pad.current?.querySelector('button')?.focus());
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
      <StageStatus stage={stage} />
      {stage === null ? (
        <>
          <Standing code={current} evidence={evidence} onAdd={choose} />
          <ClassButtons current={current} onChoose={choose} />
          <ComboBox
            label={t(listTexts.otherDispositions)}
            placeholder={t(listTexts.searchDisposition)}
            options={dispositions.map((code) => ({ id: code, name: t(dispositionTexts[code]) }))}
            value={current}
            onChange={(code) => code !== null && code !== current && choose(code)}
          />
          <Scripts />
        </>
      ) : (
        <EvidenceStage key={stage.code} code={stage.code} chosen={stage.chosen} onNote={note} onBack={goBack} />
      )}
    </fieldset>
  );
}

function usePadCommands(
  mayClassify: boolean,
  stage: Stage | null,
  choose: (code: Disposition) => void,
  focusPad: () => void,
): void {
  const commands = dispositions.map((code): Command => {
    const { key } = dispositionTexts[code];
    const inField = fieldKeys[code];
    // While evidence is noted its letters are not those of classes.
    const keys = [...(key === null || stage !== null ? [] : [key]), ...(inField === undefined ? [] : [inField])];
    return {
      id: `disposition.${code}`,
      name: dispositionTexts[code],
      ...(keys.length === 0 ? {} : { keys }),
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
    run: focusPad,
  };
  useCommands(mayClassify ? [focus, ...commands] : []);
}

/** How many are missing, said aloud: always there, so that a screen reader hears what changes in it. */
function StageStatus({ stage }: { stage: Stage | null }) {
  const t = useText();
  if (stage === null) return <p role="status" className="sr-only" />;
  const count = stage.chosen.length;
  const missing = (leastEvidence[stage.code] ?? 0) - count;
  const text = missing > 0 ? closingTexts.chooseMore : stage.isSent ? closingTexts.complete : closingTexts.mayAdd;
  return (
    <p role="status" className="font-semibold">
      {t(text, { code: t(dispositionTexts[stage.code]), count: missing > 0 ? missing : count })}
    </p>
  );
}

interface StandingProps {
  readonly code: Disposition | null;
  readonly evidence: readonly (keyof typeof evidenceTexts)[];
  readonly onAdd: (code: Disposition) => void;
}

/** What the class rests on, and more of it. */
function Standing({ code, evidence, onAdd }: StandingProps) {
  const t = useText();
  if (code === null || fittingEvidence[code] === undefined) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {evidence.length === 0
        ? null
        : t(closingTexts.noted, { list: evidence.map((one) => t(evidenceTexts[one])).join(', ') })}
      <Button size="small" look="quiet" onPress={() => onAdd(code)}>
        {t(closingTexts.addEvidence)}
      </Button>
    </p>
  );
}

function ClassButtons({ current, onChoose }: { current: Disposition | null; onChoose: (code: Disposition) => void }) {
  const t = useText();
  return (
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
            onPress={() => onChoose(code)}
          >
            {t(dispositionTexts[code])}
          </Button>
        ))}
    </div>
  );
}

/** The words for prank callers without a class: while one still talks with them. */
function Scripts() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const show: Command = {
    id: 'call.prankScript',
    name: closingTexts.scripts,
    keys: ['n'],
    group: listTexts.disposition,
    run: () => setOpen(!isOpen),
  };
  useCommands([show]);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="small" look="quiet" keyHint="n" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {t(closingTexts.scripts)}
      </Button>
      {isOpen ? <PrankScript code={null} /> : null}
    </div>
  );
}
