import { Check } from 'lucide-react';
import { useState } from 'react';
import type { IncidentId } from '#features/incidents/incident.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { decideRouting, type RoutingQuestion, readRouting } from '../../routing-contract.ts';
import { inputTexts } from '../../routing-texts.ts';
import { texts as dispatchTexts } from '../texts.ts';
import { CoverLine, RuleWords } from './RuleWords.tsx';
import { routingScreenTexts as texts } from './texts.ts';

type Routing = RouteOutput<typeof readRouting>;

/** Which rule an incident followed and why; and whether a later change asks for other agencies. */
export function IncidentRouting({ incidentId }: { incidentId: IncidentId }) {
  const routing = useRoute(readRouting, { params: { id: incidentId } });
  if (routing.data === undefined) return null;
  const { followed, question, version } = routing.data;
  return (
    <>
      {question === null ? null : (
        // Another question begins with everything ticked.
        <Question
          key={`${version} ${question.changed.join()}`}
          incidentId={incidentId}
          version={version}
          question={question}
        />
      )}
      {followed === null ? null : <Followed followed={followed} />}
    </>
  );
}

function Followed({ followed }: { followed: NonNullable<Routing['followed']> }) {
  const t = useText();
  const format = useFormat();
  const lead = { dispatched: texts.followed, applied: texts.applied, kept: texts.kept }[followed.decision];
  const stoodIn = followed.proposed.filter((one) => one.covers.length > 0);
  return (
    <div className="flex flex-col gap-0.5 text-sm text-ink-soft">
      <p>
        {t(lead)} <RuleWords rule={followed.rule} />
        {` · ${[followed.by, format.time(followed.at)].filter(Boolean).join(', ')}`}
      </p>
      {stoodIn.map((one) => (
        <div key={one.id}>
          <span className="pl-7">{one.name}</span>
          <CoverLine cover={one} />
        </div>
      ))}
    </div>
  );
}

interface QuestionProps {
  readonly incidentId: IncidentId;
  readonly version: number;
  readonly question: RoutingQuestion;
}

/** What would change, each with its tick; one key applies what is ticked. Nothing happens by itself. */
function Question({ incidentId, version, question }: QuestionProps) {
  const t = useText();
  const errorText = useErrorText();
  const mayDecide = useCan()('assignment.cancel');
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const isTicked = (id: string) => !unticked.has(id);
  const decide = useCommand(decideRouting, {
    invalidates: ['/api/incidents', '/api/assignments', '/api/board', '/api/routing-questions'],
    onDone: ({ decision }) => toast(t(decision === 'applied' ? texts.appliedToast : texts.keptToast)),
  });
  const chosen = {
    send: question.added.map((one) => one.id).filter(isTicked),
    cancel: question.dropped.map((one) => one.id).filter(isTicked),
    parts: question.parts.map((one) => one.assignment.id).filter(isTicked),
  };
  const count = chosen.send.length + chosen.cancel.length + chosen.parts.length;
  const answer = (body: typeof chosen) => decide.mutate({ params: { id: incidentId }, body: { version, ...body } });
  const apply: Command = {
    id: 'routing.apply',
    name: texts.apply,
    keys: ['F6'],
    group: dispatchTexts.groupDispatch,
    when: () => (decide.isPending ? dispatchTexts.sending : count === 0 ? texts.nothingChosen : true),
    run: () => answer(chosen),
  };
  useCommands(mayDecide ? [apply] : []);
  const lines = [
    ...question.added.map((one) => ({ id: one.id, said: t(texts.send, { agency: one.name }), cover: one })),
    ...question.dropped.map((one) => ({ id: one.id, said: t(texts.drop, { agency: one.agencyName }), cover: null })),
    ...question.parts.map(({ assignment, part }) => ({
      id: assignment.id,
      said: t(part === 'lead' ? texts.makeLead : texts.makeSupport, { agency: assignment.agencyName }),
      cover: null,
    })),
  ];
  const fields = question.changed.map((name) => t(inputTexts[name])).join(', ');
  return (
    <Card tone="warn" title={t(texts.question, { fields })}>
      <div className="flex flex-col gap-2">
        <p className="text-sm text-ink-soft">
          <RuleWords rule={question.rule} />. {t(texts.questionNote)}
        </p>
        <ul className="flex flex-col">
          {lines.map((line) => (
            <li key={line.id}>
              <Checkbox
                isDisabled={!mayDecide}
                isSelected={isTicked(line.id)}
                onChange={(isOn) =>
                  setUnticked((before) => {
                    const others = [...before].filter((id) => id !== line.id);
                    return new Set(isOn ? others : [...others, line.id]);
                  })
                }
              >
                {line.said}
              </Checkbox>
              {line.cover === null ? null : <CoverLine cover={line.cover} />}
            </li>
          ))}
        </ul>
        {decide.error === null ? null : <Notice tone="life">{errorText(decide.error)}</Notice>}
        {mayDecide ? (
          <div className="flex flex-wrap gap-2">
            <CommandButton command={apply} look="primary" icon={<Check aria-hidden size={16} />} />
            <Button onPress={() => answer({ send: [], cancel: [], parts: [] })} isPending={decide.isPending}>
              {t(texts.keep)}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
