import { type ReactNode, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { base64Of } from '#platform/web/base64.ts';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeCentre, keepCrest, readCentre } from '../centre-contract.ts';
import { overflowRoute, settleOverflow, writeTarget } from '../overflow.ts';
import { crestTexts, screenTexts, centreTexts as texts } from '../screen-texts.ts';
import { type CentreContent, centreContent } from '../tenant.ts';
import { ChangeFoot } from './ChangeFoot.tsx';
import { CrestField } from './Crest.tsx';
import { CrestMark } from './CrestMark.tsx';
import { OverflowFields } from './OverflowFields.tsx';
import { SettingHistory } from './SettingHistory.tsx';

const stale = ['/api/centre', '/api/settings', '/api/session', '/api/test-calls'];

/** The regency's centre itself: how it is called, where it is found, who delivers its calls. `line` tries the telephone out. */
export function CentrePage({ line }: { line?: ReactNode }) {
  const t = useText();
  const can = useCan();
  const centre = useRoute(readCentre, {});
  return (
    <Page title={t(texts.centre)} description={t(texts.centreNote)} width="text">
      <QueryView query={centre}>
        {(shown) => (
          <>
            <Card title={`${shown.slug} · ${shown.regionCode}`}>
              <CentreForm key={shown.id} centre={shown} />
            </Card>
            {line}
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="centre"
                id={shown.id}
                version={shown.version}
                canUndo={can('setting.change')}
                inWords={(content) => inWords(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

const listOf = (typed: string) => typed.split(/\s+/).filter((part) => part !== '');

/** Lists are typed a line each and kept as typed, so that the cursor never jumps; the draft keeps its version. */
function CentreForm({ centre }: { centre: RouteOutput<typeof readCentre> }) {
  const t = useText();
  const errorText = useErrorText();
  const isReadOnly = !useCan()('setting.change');
  const [draft, setDraft] = useState(() => draftOf(centre));
  const [reason, setReason] = useState('');
  const change = useCommand(changeCentre, {
    invalidates: stale,
    onDone: (saved) => {
      toast(t(screenTexts.saved));
      setReason('');
      setDraft((old) => ({ ...old, version: saved.version }));
    },
  });
  const set = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const keep = useCommand(keepCrest, { invalidates: [], onDone: (kept) => set({ crest: kept.sha256 }) });
  const handleCrest = async (file: File | null) => {
    keep.reset();
    if (file === null) return set({ crest: null });
    const picture = await base64Of(file).catch(() => null);
    if (picture === null) return toast(t(crestTexts.unreadable), 'life');
    keep.mutate({ body: { picture } });
  };
  const content: CentreContent = {
    name: draft.name,
    shortName: draft.shortName,
    hosts: listOf(draft.hosts),
    crest: draft.crest,
    trunk: {
      peers: listOf(draft.peers),
      numbers: listOf(draft.numbers),
      overflow: draft.overflow,
      overflowAddress: draft.overflowAddress.trim(),
      overflowTransport: draft.overflowTransport,
    },
  };
  const takeLatest = () => {
    setDraft(draftOf(centre));
    change.reset();
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField label={t(texts.name)} isReadOnly={isReadOnly} value={draft.name} onChange={(name) => set({ name })} />
      <TextField
        label={t(texts.shortName)}
        isReadOnly={isReadOnly}
        value={draft.shortName}
        onChange={(shortName) => set({ shortName })}
      />
      <CrestField
        shown={draft.crest === null ? null : { sha256: draft.crest }}
        isReadOnly={isReadOnly}
        onChoose={(file) => void handleCrest(file)}
      />
      {keep.error === null ? null : <Notice tone="life">{errorText(keep.error)}</Notice>}
      <TextArea
        label={t(texts.hosts)}
        description={t(texts.oneALine)}
        rows={2}
        isReadOnly={isReadOnly}
        value={draft.hosts}
        onChange={(hosts) => set({ hosts })}
      />
      <TextArea
        label={t(texts.peers)}
        description={t(texts.peersNote)}
        isReadOnly={isReadOnly}
        value={draft.peers}
        onChange={(peers) => set({ peers })}
      />
      <TextArea
        label={t(texts.numbers)}
        description={t(texts.oneALine)}
        rows={2}
        isReadOnly={isReadOnly}
        value={draft.numbers}
        onChange={(numbers) => set({ numbers })}
      />
      <OverflowFields trunk={content.trunk} isReadOnly={isReadOnly} onChange={set} />
      {isReadOnly ? null : (
        <ChangeFoot
          reason={reason}
          onReason={setReason}
          error={change.error}
          isPending={change.isPending}
          isBlocked={!centreContent.safeParse(content).success || !settleOverflow(content.trunk).ok}
          onSave={() => change.mutate({ body: { version: draft.version, reason, content } })}
          onLatest={takeLatest}
        />
      )}
    </div>
  );
}

function draftOf({ version, content }: RouteOutput<typeof readCentre>) {
  return {
    version,
    name: content.name,
    shortName: content.shortName,
    hosts: content.hosts.join('\n'),
    crest: content.crest,
    peers: content.trunk.peers.join('\n'),
    numbers: content.trunk.numbers.join('\n'),
    overflow: content.trunk.overflow,
    overflowAddress: content.trunk.overflowAddress,
    overflowTransport: content.trunk.overflowTransport,
  };
}

function inWords(content: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: ReactNode }[] {
  const read = centreContent.partial().safeParse(content);
  if (!read.success) return [];
  const { name, shortName, hosts, crest, trunk } = read.data;
  const said: { term: string; value: ReactNode }[] = [];
  const list = (values: readonly string[]) => (values.length === 0 ? t(screenTexts.empty) : values.join(', '));
  if (name !== undefined) said.push({ term: t(texts.name), value: name });
  if (shortName !== undefined) said.push({ term: t(texts.shortName), value: shortName });
  if (hosts !== undefined) said.push({ term: t(texts.hosts), value: list(hosts) });
  // Left out where it did not change, and in versions from before there were any.
  if ('crest' in content && crest !== undefined)
    said.push({
      term: t(crestTexts.crest),
      value: crest === null ? t(screenTexts.empty) : <CrestMark sha256={crest} size={40} />,
    });
  if (trunk !== undefined) {
    said.push({ term: t(texts.peers), value: list(trunk.peers) });
    said.push({ term: t(texts.numbers), value: list(trunk.numbers) });
    const route = overflowRoute(trunk);
    const dials = route === null ? null : `${route.number} · ${writeTarget(route)} ${t(texts[route.transport])}`;
    said.push({ term: t(texts.overflow), value: dials ?? trunk.overflow ?? t(screenTexts.empty) });
  }
  return said;
}
