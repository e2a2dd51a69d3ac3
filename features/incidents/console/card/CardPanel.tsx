import { useCallback, useEffect, useRef } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { type Option, Select } from '#platform/ui/Select.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CardContent } from '../../card.ts';
import type { CardView } from '../../card-contract.ts';
import { type CardEffects, cardsFor, effectsOf, walk } from '../../card-rules.ts';
import { inBoth } from '../../card-texts.ts';
import { listIncidentTypes } from '../../contract.ts';
import { CardStepper } from './CardStepper.tsx';
import type { KeptRun } from './card-queue.ts';
import { SignOffMark } from './SignOffMark.tsx';
import { cardTexts as texts } from './texts.ts';
import { type CardsOf, cardQueue, useCards } from './use-cards.ts';

export interface CardPanelProps extends CardsOf {
  /** The type as it is typed, saved or not; null: none yet. */
  readonly typeId: string | null;
  /** What an answer says about danger, before the server has heard of it. */
  readonly onEffects?: (effects: CardEffects) => void;
  /** The type that the answers point to, taken by the person. Left out: it is not offered. */
  readonly onType?: (typeId: string) => void;
  /** Where Escape goes. */
  readonly onLeave: () => void;
  /** In disaster mode no card opens by itself; each stays one press away. */
  readonly isByHand?: boolean;
}

/** The question card beside the form: the one for the type opens by itself, any other by hand; it goes on as long as one talks. */
export function CardPanel(props: CardPanelProps) {
  const t = useText();
  const errorText = useErrorText();
  const tell = useCallback((error: unknown) => toast(errorText(error), 'life'), [errorText]);
  const { cards, runs } = useCards(props, tell);
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const type = types.find((one) => one.id === props.typeId) ?? null;
  const fitting = cardsFor(cards, type);
  const stepper = useRef<{ readonly focus: () => void }>(null);
  const shown = shownRun(runs);
  const fits = shown !== null && fitting.some((card) => card.id === shown.cardId);
  const { of, callId, incidentId } = props;
  const open = (card: CardView) => {
    const known = runs.findLast((run) => run.cardId === card.id);
    if (known === undefined) cardQueue.begin(card, { of, callId, incidentId });
    else cardQueue.open(known.id);
  };
  useOpenByType(props.isByHand === true ? null : (fitting[0] ?? null), shown, fits, open);
  useCommands([
    {
      id: 'card.focus',
      name: texts.focus,
      keys: ['Shift+F8'],
      group: texts.panel,
      run: () => stepper.current?.focus(),
    },
  ]);
  const now = cards.find((card) => card.id === shown?.cardId);
  return (
    <Card title={t(texts.panel)} actions={shown === null ? undefined : <RunState run={shown} now={now} />}>
      <div className="flex flex-col gap-3">
        {shown === null ? (
          <p className="text-ink-soft">{t(type === null ? texts.noType : texts.noCard)}</p>
        ) : (
          <>
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{nameOf(shown.content, t)}</span>
              <SignOffMark content={shown.content} />
            </p>
            {shown.isOthers ? <Notice tone="warn">{t(texts.others)}</Notice> : null}
            <CardStepper
              key={shown.id}
              ref={stepper}
              content={shown.content}
              answers={shown.answers}
              typed={shown.typed}
              onType={(typed) => cardQueue.type(shown.id, typed)}
              onAnswers={(answers) => {
                cardQueue.answer(shown.id, answers);
                const given = walk(shown.content, answers)?.answered.slice(shown.answers.length) ?? [];
                if (given.length > 0) props.onEffects?.(effectsOf(given.map((one) => one.choice)));
              }}
              onLeave={props.onLeave}
            />
            <SuggestedType run={shown} current={type?.code ?? null} types={types} onType={props.onType} />
          </>
        )}
        <OtherCards cards={cards} fitting={fitting} shownId={shown?.cardId ?? null} onOpen={open} />
      </div>
    </Card>
  );
}

function nameOf(content: CardContent, t: ReturnType<typeof useText>): string {
  return t(inBoth({ id: content.name, en: content.nameEn }));
}

/** The one touched last; of those that came from another desk the one that has answers. */
function shownRun(runs: readonly KeptRun[]): KeptRun | null {
  const touched = runs.filter((run) => run.touched > 0).toSorted((a, b) => b.touched - a.touched);
  return touched[0] ?? runs.findLast((run) => run.answers.length > 0) ?? null;
}

/** A type is chosen: its card opens, unless answers were given on another one; those remain, and the new card is one press away. */
function useOpenByType(card: CardView | null, shown: KeptRun | null, fits: boolean, open: (card: CardView) => void) {
  const id = card?.id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each card that a type brings
  useEffect(() => {
    if (card === null || fits || (shown !== null && shown.answers.length > 0)) return;
    open(card);
  }, [id]);
}

function RunState({ run, now }: { run: KeptRun; now: CardView | undefined }) {
  const t = useText();
  const isOlder = now !== undefined && now.version !== run.cardVersion;
  return (
    <>
      {isOlder ? <Badge tone="warn">{t(texts.older, { version: run.cardVersion })}</Badge> : null}
      {run.isSent && run.answers.length === 0 ? null : (
        <span role="status" className="text-sm text-ink-soft">
          {t(run.isSent ? texts.kept : texts.waiting)}
        </span>
      )}
    </>
  );
}

interface SuggestedTypeProps {
  readonly run: KeptRun;
  readonly current: string | null;
  readonly types: readonly { readonly id: string; readonly code: string; readonly name: { id: string; en: string } }[];
  readonly onType: ((typeId: string) => void) | undefined;
}

/** A better type by the answers; a person takes it. */
function SuggestedType({ run, current, types, onType }: SuggestedTypeProps) {
  const t = useText();
  const answered = walk(run.content, run.answers)?.answered ?? [];
  const { typeCode } = effectsOf(answered.map((one) => one.choice));
  const suggested = types.find((one) => one.code === typeCode);
  const isOffered = onType !== undefined && suggested !== undefined && suggested.code !== current;
  useCommands(
    isOffered
      ? [
          {
            id: 'card.type',
            name: texts.takeType,
            keys: ['Shift+F7'],
            group: texts.panel,
            run: () => onType(suggested.id),
          },
        ]
      : [],
  );
  if (!isOffered) return null;
  return (
    <Notice
      tone="calm"
      action={
        <Button size="small" keyHint="Shift+F7" onPress={() => onType(suggested.id)}>
          {t(texts.takeType)}
        </Button>
      }
    >
      {t(texts.suggested, { name: t(suggested.name) })}
    </Notice>
  );
}

interface OtherCardsProps {
  readonly cards: readonly CardView[];
  readonly fitting: readonly CardView[];
  readonly shownId: string | null;
  readonly onOpen: (card: CardView) => void;
}

function OtherCards({ cards, fitting, shownId, onOpen }: OtherCardsProps) {
  const t = useText();
  if (cards.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-2">
      <div className="flex flex-wrap gap-2">
        {fitting
          .filter((card) => card.id !== shownId)
          .map((card) => (
            <Button key={card.id} size="small" onPress={() => onOpen(card)}>
              {t(texts.fits, { name: nameOf(card.content, t) })}
            </Button>
          ))}
      </div>
      <Select
        label={t(texts.otherCard)}
        placeholder={t(texts.pick)}
        options={cards.map((card): Option => ({ id: card.id, name: nameOf(card.content, t) }))}
        value={null}
        onChange={(id) => {
          const card = cards.find((one) => one.id === id);
          if (card !== undefined) onOpen(card);
        }}
      />
    </div>
  );
}
