import { useEffect, useMemo } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Button } from '#platform/ui/Button.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { base64Of } from '#platform/web/base64.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { promptContent, promptMoments } from '../prompt.ts';
import { type PromptView, promptSoundPath, replacePrompt, restorePrompt } from '../prompt-contract.ts';
import { promptMomentTexts, promptNameTexts, promptScreenTexts as texts } from '../prompt-texts.ts';

const stale = ['/api/prompts', '/api/settings'];

/** The address of a sound; the version in it makes the browser fetch anew what was replaced. */
export function soundOf(prompt: PromptView): string {
  return `${promptSoundPath.replace(':id', prompt.id)}?version=${prompt.version}`;
}

/** One prompt: what is played, another recording in its place, and what was changed. */
export function PromptDialog({ prompt, onClose }: { prompt: PromptView; onClose: () => void }) {
  const t = useText();
  const describe = (given: Readonly<Record<string, unknown>>) => {
    // The history leaves out what did not change; an own recording has a hash of its own each time.
    const content = promptContent.safeParse({ sha256: null, durationMs: null, ...given });
    const ms = typeof given.durationMs === 'number' ? given.durationMs : null;
    const isOwn = content.success ? content.data.sha256 !== null : true;
    const value = ms === null && !isOwn ? t(texts.shipped) : t(texts.own, { seconds: ms === null ? '…' : ms / 1000 });
    return [{ term: t(texts.sound), value }];
  };
  return (
    <SettingDialog
      title={t(promptNameTexts[prompt.name])}
      onClose={onClose}
      tabs={[
        {
          id: 'prompt',
          name: t(texts.prompt),
          content: (showHistory) => <PromptForm prompt={prompt} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'prompt',
        id: prompt.id,
        version: prompt.version,
        inWords: describe,
        invalidates: stale,
      }}
    />
  );
}

function PromptForm({ prompt, onHistory }: { prompt: PromptView; onHistory: () => void }) {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const none: { file: File | null } = { file: null };
  const draft = useSettingDraft({ version: prompt.version, content: none });
  const handleSaved = (saved: { readonly version: number }) => {
    draft.set(none);
    draft.handleSaved(saved);
  };
  const replace = useCommand(replacePrompt, { invalidates: stale, onDone: handleSaved });
  const restore = useCommand(restorePrompt, { invalidates: stale, onDone: handleSaved });
  const { version, reason } = draft;
  const { file } = draft.content;
  const params = { id: prompt.id };
  const handleReplace = async () => {
    if (file === null) return;
    const wav = await base64Of(file).catch(() => null);
    if (wav === null) return toast(t(texts.noFile));
    replace.mutate({ params, body: { version, reason, wav } });
  };
  const handleLatest = () => {
    draft.takeLatest();
    replace.reset();
    restore.reset();
  };
  return (
    <div className="flex flex-col gap-3 pt-1">
      <Sound key={prompt.version} name={t(promptNameTexts[prompt.name])} address={soundOf(prompt)} />
      <p className="text-ink-soft">{t(promptMomentTexts[promptMoments[prompt.name]])}</p>
      {mayChange ? (
        <>
          <FileField file={file} onChange={(chosen) => draft.set({ file: chosen })} />
          <ChangeFoot
            reason={reason}
            onReason={draft.setReason}
            error={replace.error ?? restore.error}
            isPending={replace.isPending}
            isBlocked={file === null}
            onSave={() => void handleReplace()}
            onHistory={onHistory}
            onLatest={handleLatest}
          />
          {prompt.content.sha256 === null ? null : (
            <div className="flex justify-end">
              <Button
                isDisabled={reason.trim().length < 3}
                isPending={restore.isPending}
                onPress={() => restore.mutate({ params, body: { version, reason } })}
              >
                {t(texts.toShipped)}
              </Button>
            </div>
          )}
        </>
      ) : null}
    </div>
  );
}

/** The chosen file can be listened to before it is sent. */
function FileField({ file, onChange }: { file: File | null; onChange: (file: File | null) => void }) {
  const t = useText();
  const address = useMemo(() => (file === null ? null : URL.createObjectURL(file)), [file]);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return (
    <div className="flex flex-col gap-2">
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t(texts.chooseFile)}</span>
        <input
          // Made anew after it was saved: the browser alone holds the name of the chosen file.
          key={file === null ? 'none' : 'chosen'}
          type="file"
          accept=".wav,audio/wav,audio/x-wav"
          className="file:mr-3 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:py-1.5"
          onChange={(event) => onChange(event.currentTarget.files?.[0] ?? null)}
        />
      </label>
      <p className="text-sm text-ink-soft">{t(texts.fileNote)}</p>
      {address === null ? null : <Sound name={t(texts.listenFirst)} address={address} />}
    </div>
  );
}

function Sound({ name, address }: { name: string; address: string }) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/useMediaCaption: the text of a regency's own recording is not known
    <audio controls preload="metadata" src={address} aria-label={t(texts.play, { name })} className="w-full" />
  );
}

/** What a prompt says now, for the list. */
export function PromptState({ prompt }: { prompt: PromptView }) {
  const t = useText();
  const { durationMs } = prompt.content;
  if (durationMs === null) return <span className="text-ink-soft">{t(texts.shipped)}</span>;
  return <span>{t(texts.own, { seconds: durationMs / 1000 })}</span>;
}
