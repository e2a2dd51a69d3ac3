import { useEffect } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { SurgeKind, SurgeTemplate } from '../../surge.ts';
import { readCurrentSurge } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { bannerTexts as texts } from './banner-texts.ts';

interface DeskTemplatesProps {
  /** Shown only beside a form. */
  readonly hasCall: boolean;
  /** Whether disaster mode is on; the desk itself knows nothing of it. */
  readonly onSurge: (isOn: boolean) => void;
  readonly onTake: (template: SurgeTemplate) => void;
}

/** The one-key choices of the desk's short form while disaster mode is on. */
export function DeskTemplates({ hasCall, onSurge, onTake }: DeskTemplatesProps) {
  const { data } = useRoute(readCurrentSurge, {});
  const isOn = data?.surge != null;
  useEffect(() => onSurge(isOn), [onSurge, isOn]);
  if (!hasCall || data?.surge == null) return null;
  return <Choices kind={data.surge.kind} templates={data.templates} onTake={onTake} />;
}

interface ChoicesProps extends Pick<DeskTemplatesProps, 'onTake'> {
  readonly kind: SurgeKind;
  readonly templates: readonly SurgeTemplate[];
}

function Choices({ kind, templates, onTake }: ChoicesProps) {
  const t = useText();
  const nameOf = (template: SurgeTemplate) => ({ id: template.name, en: template.nameEn });
  const commands = templates.map(
    (template, index): Command => ({
      id: `surge.template.${index + 1}`,
      name: nameOf(template),
      keys: [`Ctrl+Alt+${index + 1}`],
      group: texts.group,
      run: () => onTake(template),
    }),
  );
  useCommands(commands);
  return (
    <Card title={t(texts.panel, { kind: t(surgeKindTexts[kind]) })}>
      {templates.length === 0 ? <p className="text-ink-soft">{t(texts.noChoices)}</p> : null}
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2 2xl:grid-cols-3">
        {templates.map((template, index) => (
          <Button key={template.name} keyHint={`Ctrl+Alt+${index + 1}`} wide onPress={() => onTake(template)}>
            {t(nameOf(template))}
          </Button>
        ))}
      </div>
    </Card>
  );
}
