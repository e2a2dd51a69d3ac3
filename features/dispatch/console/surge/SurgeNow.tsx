import { CircleStop, Pencil, Siren } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { confirmSurge, readCurrentSurge, type SurgeView } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { Staffing } from './Staffing.tsx';
import { texts } from './texts.ts';

const SwitchDialog = part(() => import('./SwitchDialog.tsx').then((file) => file.SwitchDialog));
const EndSurgeDialog = part(() => import('./EndSurgeDialog.tsx').then((file) => file.EndSurgeDialog));

type Asked = 'start' | 'change' | 'end';

/** The switch, and how the room stands. */
export function SurgeNow() {
  const can = useCan();
  const current = useRoute(readCurrentSurge, {});
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className="flex flex-col gap-4">
      <QueryView query={current}>
        {({ surge, maySwitch }) => (
          <>
            {surge === null ? (
              <Off maySwitch={maySwitch} onStart={() => setAsked('start')} />
            ) : (
              <On surge={surge} maySwitch={maySwitch} onAsk={setAsked} />
            )}
            {asked === 'start' || (asked === 'change' && surge !== null) ? (
              <SwitchDialog surge={asked === 'change' ? surge : null} onClose={() => setAsked(null)} />
            ) : null}
            {asked === 'end' && surge !== null ? <EndSurgeDialog surge={surge} onClose={() => setAsked(null)} /> : null}
          </>
        )}
      </QueryView>
      {can('surge.work') ? <Staffing /> : null}
    </div>
  );
}

function Off({ maySwitch, onStart }: { maySwitch: boolean; onStart: () => void }) {
  const t = useText();
  return (
    <Card>
      <EmptyState title={t(texts.off)}>
        <p>{t(maySwitch ? texts.offNote : texts.notYours)}</p>
        {maySwitch ? (
          <Button look="primary" icon={<Siren aria-hidden size={16} />} onPress={onStart}>
            {t(texts.turnOn)}
          </Button>
        ) : null}
      </EmptyState>
    </Card>
  );
}

interface OnProps {
  readonly surge: SurgeView;
  readonly maySwitch: boolean;
  readonly onAsk: (asked: Asked) => void;
}

function On({ surge, maySwitch, onAsk }: OnProps) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const confirm = useCommand(confirmSurge, { invalidates: ['/api/surges'] });
  const isDrawn = surge.scope.geometry !== null;
  const places = [...surge.placeNames, ...(isDrawn ? [t(texts.drawn)] : [])];
  return (
    <Card
      title={t(surgeKindTexts[surge.kind])}
      tone="warn"
      actions={
        maySwitch ? (
          <>
            <Button icon={<Pencil aria-hidden size={16} />} onPress={() => onAsk('change')}>
              {t(texts.change)}
            </Button>
            <Button look="danger" icon={<CircleStop aria-hidden size={16} />} onPress={() => onAsk('end')}>
              {t(texts.turnOff)}
            </Button>
          </>
        ) : null
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-lg [overflow-wrap:anywhere]">{surge.sentence}</p>
        {surge.askedAt === null ? null : (
          <Notice
            tone="warn"
            action={
              maySwitch ? (
                <Button
                  isPending={confirm.isPending}
                  onPress={() => confirm.mutate({ params: { id: surge.id }, body: { version: surge.version } })}
                >
                  {t(texts.holds)}
                </Button>
              ) : undefined
            }
          >
            {t(texts.asked, { at: format.full(surge.askedAt) })}
          </Notice>
        )}
        {confirm.error === null ? null : <Notice tone="life">{errorText(confirm.error)}</Notice>}
        <DefinitionList
          items={[
            { term: t(texts.area), value: places.length === 0 ? t(texts.wholeRegency) : places.join(', ') },
            { term: t(texts.since), value: format.full(surge.startedAt) },
            { term: t(texts.by), value: surge.startedBy ?? '–' },
            { term: t(texts.confirmed), value: format.full(surge.confirmedAt) },
            { term: t(texts.expectedEnd), value: surge.expectedEnd === null ? '–' : format.full(surge.expectedEnd) },
          ]}
        />
        {maySwitch ? null : <p className="text-ink-soft">{t(texts.notYours)}</p>}
      </div>
    </Card>
  );
}
