import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type LayerSpec, layerSpec, type PlaceImportId, previewImport, takeImport } from '../import-contract.ts';
import { type BoundaryStatus, type LayerKind, layerKinds } from '../layer.ts';
import { PreviewNotice } from './PreviewNotice.tsx';
import { sendFile } from './send-file.ts';
import { kindTexts, texts } from './texts.ts';

const accepts: Readonly<Record<LayerKind, string>> = {
  boundary: '.geojson,.json',
  landmark: '.csv,.geojson,.json',
  tiles: '.pmtiles',
};

/** Choose a file, say whose it is, see what it would bring, then take it: nothing changes before the last step. */
export function ImportLayerDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [kind, setKind] = useState<LayerKind>('boundary');
  const [progress, setProgress] = useState<number | null>(null);
  const [importId, setImportId] = useState<PlaceImportId | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const handleFile = async (file: File | undefined) => {
    setImportId(null);
    setFault(null);
    if (file === undefined || file.size === 0) return;
    setProgress(0);
    try {
      setImportId(await sendFile(file, kind, setProgress));
    } catch (error) {
      setFault(error);
    } finally {
      setProgress(null);
    }
  };
  return (
    <Dialog title={t(texts.import)} isOpen onClose={onClose} size="wide">
      <div className="flex flex-col gap-3">
        <RadioCards
          label={t(texts.whatKind)}
          columns={3}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen);
            setImportId(null);
          }}
          options={layerKinds.map((one) => ({ id: one, name: t(kindTexts[one]) }))}
        />
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t(texts.file)}</span>
          <input
            key={kind}
            type="file"
            accept={accepts[kind]}
            disabled={progress !== null}
            onChange={(event) => void handleFile(event.target.files?.[0])}
          />
          <span className="text-sm text-ink-soft">{t(texts.fileNote)}</span>
        </label>
        {progress === null ? null : (
          <p aria-live="polite">{t(texts.sending, { percent: Math.round(progress * 100) })}</p>
        )}
        {fault === null ? null : <Notice tone="life">{errorText(fault)}</Notice>}
        {importId === null ? null : <SpecForm key={importId} id={importId} kind={kind} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

interface Typed {
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  readonly vintage: string;
  readonly status: BoundaryStatus | null;
  readonly code: string;
  readonly name: string;
}

function specOf(typed: Typed, kind: LayerKind): LayerSpec | null {
  const { code, name, status, ...origin } = typed;
  const columns = Object.entries({ code, name }).filter(([, column]) => column.trim() !== '');
  const mapping = Object.fromEntries(columns.map(([what, column]) => [what, column.trim()]));
  const spec = { ...origin, mapping, ...(kind === 'boundary' && status !== null ? { status } : {}) };
  const read = layerSpec.safeParse(spec);
  return read.success && (kind !== 'boundary' || status !== null) ? read.data : null;
}

function SpecForm({ id, kind, onClose }: { id: PlaceImportId; kind: LayerKind; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [typed, setTyped] = useState<Typed>({
    title: t(kindTexts[kind]),
    source: '',
    licence: '',
    vintage: '',
    status: null,
    code: '',
    name: '',
  });
  const [reason, setReason] = useState('');
  const preview = useCommand(previewImport, { invalidates: [] });
  const take = useCommand(takeImport, { invalidates: ['/api/place-layers', '/api/place-search', '/api/boundaries'] });
  const spec = specOf(typed, kind);
  const field = (
    of: 'title' | 'source' | 'licence' | 'vintage' | 'code' | 'name',
    label: string,
    description?: string,
  ) => (
    <TextField
      label={label}
      isRequired={of !== 'code' && of !== 'name'}
      value={typed[of]}
      onChange={(value) => {
        setTyped((old) => ({ ...old, [of]: value }));
        preview.reset();
      }}
      {...(description === undefined ? {} : { description })}
    />
  );
  if (take.data !== undefined)
    return (
      <Notice tone="good" action={<Button onPress={onClose}>OK</Button>}>
        {t(take.data.isSame ? texts.isSame : texts.taken, { count: format.number(take.data.items) })}
      </Notice>
    );
  const looked = preview.data;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {field('title', t(texts.name))}
        {field('source', t(texts.source))}
        {field('licence', t(texts.licence))}
        {field('vintage', t(texts.vintage), t(texts.vintageNote))}
        {kind === 'boundary' ? (
          <Select
            label={t(texts.status)}
            isRequired
            options={[
              { id: 'definitif', name: 'Definitif' },
              { id: 'indikatif', name: 'Indikatif' },
            ]}
            value={typed.status}
            onChange={(status) =>
              setTyped((old) => ({ ...old, status: status === 'definitif' ? 'definitif' : 'indikatif' }))
            }
          />
        ) : null}
      </div>
      {kind === 'tiles' ? null : (
        <details>
          <summary>{t(texts.columns)}</summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-2">
            {kind === 'boundary' ? field('code', t(texts.columnCode)) : null}
            {field('name', t(texts.columnName))}
          </div>
        </details>
      )}
      {looked === undefined ? null : <PreviewNotice preview={looked} />}
      {looked === undefined || looked.isSame ? null : (
        <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
      )}
      {[preview.error, take.error].map((error) =>
        error === null ? null : (
          <Notice key={String(error)} tone="life">
            {errorText(error)}
          </Notice>
        ),
      )}
      <div className="flex justify-end gap-2">
        <Button
          isDisabled={spec === null}
          isPending={preview.isPending}
          onPress={() => spec !== null && preview.mutate({ params: { id }, body: spec })}
        >
          {t(texts.preview)}
        </Button>
        {looked === undefined || looked.isSame ? null : (
          <Button
            look="primary"
            isDisabled={spec === null || looked.items === 0 || reason.trim().length < 3}
            isPending={take.isPending}
            onPress={() => spec !== null && take.mutate({ params: { id }, body: { ...spec, reason: reason.trim() } })}
          >
            {t(texts.take, { count: format.number(looked.items) })}
          </Button>
        )}
      </div>
    </>
  );
}
