import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { unitsReady } from '../../surge.ts';
import { answerBroadcast, listOwnBroadcasts } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { bannerTexts as texts } from './banner-texts.ts';

type Own = RouteOutput<typeof listOwnBroadcasts>['items'][number];

/** On top of an agency's tasks: what 112 told it in disaster mode, until it is over. What is not answered stands out. */
export function AgencyBroadcasts() {
  const items = useRoute(listOwnBroadcasts, {}).data?.items ?? [];
  return items.map((item) => <OwnBroadcast key={item.id} item={item} />);
}

function OwnBroadcast({ item }: { item: Own }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const answer = useCommand(answerBroadcast, { invalidates: ['/api/surge-broadcasts'] });
  const units = unitsReady.safeParse(Number(typed));
  const isNumber = typed.trim() !== '' && units.success;
  const say = (said: 'read' | 'ready') =>
    answer.mutate({
      params: { id: item.id },
      body: { agencyId: item.agencyId, answer: said, units: said === 'ready' && isNumber ? units.data : null },
    });
  const at = item.answeredAt === null ? '' : format.full(item.answeredAt);
  return (
    <Notice tone={item.answer === null ? 'warn' : 'calm'} title={t(texts.told, { kind: t(surgeKindTexts[item.kind]) })}>
      <p className="flex items-start gap-2 text-lg">
        <Megaphone aria-hidden size={20} className="mt-1 shrink-0" />
        <span className="[overflow-wrap:anywhere]">{item.words}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {format.full(item.sentAt)}
        {item.remindedAt === null ? '' : ` · ${t(texts.reminded, { at: format.full(item.remindedAt) })}`}
      </p>
      {item.answer === null ? null : (
        <p role="status" className="font-medium">
          {item.answer === 'read' ? t(texts.youRead, { at }) : t(texts.youReady, { units: item.units ?? '–', at })}
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <div className="w-36">
          <TextField type="number" label={t(texts.unitsField)} min={0} max={999} value={typed} onChange={setTyped} />
        </div>
        <Button
          look="primary"
          isPending={answer.isPending}
          isDisabled={typed.trim() !== '' && !units.success}
          onPress={() => say('ready')}
        >
          {t(texts.ready)}
        </Button>
        <Button isDisabled={answer.isPending || item.answer === 'read'} onPress={() => say('read')}>
          {t(texts.read)}
        </Button>
      </div>
      {answer.error === null ? null : <p className="font-medium text-life">{errorText(answer.error)}</p>}
    </Notice>
  );
}
