import { Card } from '#platform/ui/Page.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listCardAnswers } from '../../card-contract.ts';
import type { IncidentId } from '../../incident.ts';
import { cardTexts as texts } from './texts.ts';

interface CardAnswersProps {
  readonly incidentId: IncidentId;
  /** Under which heading it stands by itself; nothing is shown while there are no answers. */
  readonly title: string;
  /** Without the frame of a card: it is part of another one. */
  readonly plain?: boolean;
}

/** What callers answered, card by card. An agency's reader gets from the server what concerns its crew. */
export function CardAnswers({ incidentId, title, plain }: CardAnswersProps) {
  const t = useText();
  const items = useRoute(listCardAnswers, { params: { id: incidentId } }).data?.items ?? [];
  if (items.length === 0) return null;
  const runs = Map.groupBy(items, (answer) => answer.runId);
  const content = [...runs].map(([run, answers]) => (
    <section key={run} aria-label={answers[0] === undefined ? t(texts.answers) : t(answers[0].card)}>
      <h4 className="font-semibold">
        {answers[0] === undefined ? null : t(answers[0].card)}{' '}
        <span className="text-sm font-normal text-ink-soft">
          {t(texts.version, { version: answers[0]?.cardVersion ?? 0 })}
        </span>
      </h4>
      <DefinitionList
        items={answers.map((answer) => ({
          term: t(answer.question),
          value: (
            <>
              <span className="font-medium">{t(answer.choice)}</span>
              {answer.words === null ? null : <span> — {answer.words}</span>}
            </>
          ),
        }))}
      />
    </section>
  ));
  if (plain !== true)
    return (
      <Card title={title}>
        <div className="flex flex-col gap-3">{content}</div>
      </Card>
    );
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      {content}
    </section>
  );
}
