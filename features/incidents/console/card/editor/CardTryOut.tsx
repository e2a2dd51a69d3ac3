import { useState } from 'react';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import type { CardContent } from '../../../card.ts';
import { type CardPath, walk } from '../../../card-rules.ts';
import { CardStepper } from '../CardStepper.tsx';
import { editorTexts as texts } from './texts.ts';

/** The card as a call taker would step through it, as it stands in the editor. */
export function CardTryOut({ content }: { content: CardContent }) {
  const t = useText();
  const [answers, setAnswers] = useState<CardPath>([]);
  const [typed, setTyped] = useState('');
  // A question that was changed meanwhile may not lead there any more.
  const shown = walk(content, answers) === null ? [] : answers;
  return (
    <Card title={t(texts.tryOut)}>
      <p className="mb-2 text-sm text-ink-soft">{t(texts.tryNote)}</p>
      <CardStepper
        content={content}
        answers={shown}
        onAnswers={(next) => {
          setAnswers(next);
          setTyped('');
        }}
        typed={typed}
        onType={setTyped}
        onLeave={() => setAnswers([])}
      />
    </Card>
  );
}
