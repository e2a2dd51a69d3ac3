import { useEffect, useLayoutEffect, useRef } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import type { Disposition } from '../../call.ts';
import { dispositionTexts } from '../../disposition-texts.ts';
import { type EvidenceCode, fittingEvidence } from '../../evidence.ts';
import { evidenceTexts } from '../../evidence-texts.ts';
import { closingTexts as texts } from './closing-screen-texts.ts';
import { PrankScript } from './PrankScript.tsx';

interface EvidenceStageProps {
  readonly code: Disposition;
  readonly chosen: readonly EvidenceCode[];
  readonly onNote: (code: EvidenceCode) => void;
  readonly onBack: () => void;
}

const fields = 'input, textarea, select, [contenteditable]';

/** The evidence of the class that was chosen, each by one key; Escape goes back to the classes. */
export function EvidenceStage({ code, chosen, onNote, onBack }: EvidenceStageProps) {
  const t = useText();
  const group = useRef<HTMLDivElement>(null);
  const offered = fittingEvidence[code] ?? [];
  useCommands(
    offered.map(
      (one): Command => ({
        id: `evidence.${one}`,
        name: evidenceTexts[one],
        keys: [evidenceTexts[one].key],
        group: texts.evidence,
        run: () => onNote(one),
      }),
    ),
  );
  // Letters belong to the field one types in, and the class button that was pressed is gone: the focus comes here from either.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.matches(fields))
      group.current?.querySelector('button')?.focus();
  }, []);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      // An open list or dialog closes by it first.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[role=dialog]') !== null) return;
      if (event.target instanceof Element && event.target.matches(fields)) return;
      event.preventDefault();
      onBack();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [onBack]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the pad's own would be read as a second form.
    <div
      ref={group}
      role="group"
      aria-label={t(texts.evidenceOf, { code: t(dispositionTexts[code]) })}
      className="flex flex-col gap-2"
    >
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-1.5">
        {offered.map((one) => (
          <Button
            key={one}
            size="small"
            wide
            look={chosen.includes(one) ? 'primary' : 'plain'}
            aria-pressed={chosen.includes(one)}
            keyHint={evidenceTexts[one].key}
            onPress={() => onNote(one)}
          >
            {t(evidenceTexts[one])}
          </Button>
        ))}
      </div>
      <PrankScript code={code} />
      <div>
        <Button size="small" keyHint="Esc" onPress={onBack}>
          {t(texts.back)}
        </Button>
      </div>
    </div>
  );
}
