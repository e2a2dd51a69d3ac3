import { Calculator, Printer, Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readSimulationBasis } from '../../simulation-contract.ts';
import { type Basis, formOf, questionOf } from './form.ts';
import { SimulationFields } from './SimulationFields.tsx';
import { SimulationResults } from './SimulationResults.tsx';
import './print.css';
import { texts } from './texts.ts';
import { type SimulationState, useSimulation } from './use-simulation.ts';

/** What would happen: a question to the very rules of the queue, answered on the server. */
export function SimulatePage() {
  const t = useText();
  const basis = useRoute(readSimulationBasis, {});
  return (
    <Page
      title={t(texts.title)}
      description={t(texts.about)}
      actions={
        <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
          {t(texts.print)}
        </Button>
      }
    >
      <QueryView query={basis}>{(found) => <Simulator basis={found} />}</QueryView>
    </Page>
  );
}

function Simulator({ basis }: { basis: Basis }) {
  const t = useText();
  const [form, setForm] = useState(() => formOf(basis));
  const [asked, setAsked] = useState({ fewerAtNight: 0, moreHoaxes: 0 });
  const { state, run, stop } = useSimulation();
  const question = questionOf(form);
  const isRunning = state.type === 'running';
  const start = () => {
    if (question === null) return;
    setAsked({ fewerAtNight: question.fewerAtNight ?? 0, moreHoaxes: question.moreHoaxes ?? 0 });
    run(question);
  };
  const command: Command = {
    id: 'simulation.run',
    name: isRunning ? texts.stop : texts.run,
    keys: ['Ctrl+Enter'],
    group: texts.title,
    when: () => (isRunning || question !== null ? true : texts.fixFirst),
    run: () => (isRunning ? stop() : start()),
  };
  useCommands([command]);
  const icon = isRunning ? <Square aria-hidden size={16} /> : <Calculator aria-hidden size={16} />;
  return (
    <>
      <Notice>
        {t(basis.basis === 'recorded' ? texts.fromRecords : texts.fromPublished, {
          calls: basis.calls,
          days: basis.days,
        })}
      </Notice>
      <Card>
        <div className="flex flex-col gap-4 p-1">
          <SimulationFields form={form} onChange={(change) => setForm((before) => ({ ...before, ...change }))} />
          <div className="print:hidden">
            <CommandButton command={command} look={isRunning ? 'plain' : 'primary'} icon={icon} />
          </div>
        </div>
      </Card>
      <Outcome state={state} asked={asked} />
    </>
  );
}

function Outcome({ state, asked }: { state: SimulationState; asked: { fewerAtNight: number; moreHoaxes: number } }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  if (state.type === 'idle') return <EmptyState title={t(texts.none)}>{t(texts.noneMore)}</EmptyState>;
  if (state.type === 'failed') return <Notice tone="life">{errorText(state.error)}</Notice>;
  if (state.type === 'done') return <SimulationResults answer={state.answer} asked={asked} />;
  return (
    <div role="status" className="flex flex-col gap-2 p-2">
      <p>{t(texts.running, { percent: format.percent(state.progress, 0) })}</p>
      <progress className="w-full accent-accent" max={1} value={state.progress} aria-label={t(texts.title)} />
    </div>
  );
}
