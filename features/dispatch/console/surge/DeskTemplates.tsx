import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { SurgeTemplate } from '../../surge.ts';
import { readCurrentSurge } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { bannerTexts as texts } from './banner-texts.ts';

/** The one-key choices of the desk's short form while disaster mode is on. */
export function DeskTemplates({ onTake }: { onTake: (template: SurgeTemplate) => void }) {
  const t = useText();
  const { data } = useRoute(readCurrentSurge, {});
  const templates = data?.templates ?? [];
  const nameOf = (template: SurgeTemplate) => ({ id: template.name, en: template.nameEn });
  const kind = data?.surge?.kind;
  const title = { id: texts.panel.id, en: texts.panel.en };
  const commands = templates.map(
    (template, index): Command => ({
      id: `surge.template.${index + 1}`,
      name: nameOf(template),
      keys: [`Ctrl+Alt+${index + 1}`],
      group: texts.panelNote,
      run: () => onTake(template),
    }),
  );
  useCommands(commands);
  if (kind === undefined) return null;
  return (
    <Card title={t(title, { kind: t(surgeKindTexts[kind]) })}>
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
