import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type AreaContent, areaPurposes } from '../../area.ts';
import { type AreaView, changeArea, createArea } from '../../area-contract.ts';
import { areaPurposeTexts } from '../../area-texts.ts';
import type { AreaGeometry } from '../../geometry.ts';
import { cornersIn, outlinesOf } from './shape.ts';
import { texts } from './texts.ts';

/** Paths that show areas. */
export const stale = ['/api/areas', '/api/settings'];

interface AreaFormProps {
  /** Null: a new one. */
  readonly area: AreaView | null;
  /** As it is drawn now. */
  readonly geometry: AreaGeometry | null;
  readonly onRedraw: () => void;
  readonly onClose: () => void;
}

const empty: Omit<AreaContent, 'geometry'> = { name: '', purpose: 'sector', note: '', active: true };

/** What an area is called and what it is for, while its shape is on the map beside it. */
export function AreaForm({ area, geometry, onRedraw, onClose }: AreaFormProps) {
  const t = useText();
  const draft = useSettingDraft({ version: area?.version ?? 1, content: area?.content ?? empty });
  const done = { invalidates: stale, onDone: draft.handleMade(onClose) };
  const create = useCommand(createArea, done);
  const change = useCommand(changeArea, done);
  const command = area === null ? create : change;
  const { reason, version, content } = draft;
  const handleSave = () => {
    if (geometry === null) return;
    const body = { content: { ...content, geometry }, reason };
    if (area === null) create.mutate({ body });
    else change.mutate({ params: { id: area.id }, body: { ...body, version } });
  };
  return (
    <Card title={area === null ? t(texts.draw) : t(texts.edit, { name: area.content.name })}>
      <div className="flex flex-col gap-3">
        <ShapeNote geometry={geometry} isNew={area === null} onRedraw={onRedraw} />
        <TextField
          label={t(texts.name)}
          isRequired
          value={content.name}
          onChange={(name) => draft.set({ name })}
          maxLength={80}
        />
        <Select
          label={t(texts.purpose)}
          value={content.purpose}
          onChange={(purpose) => draft.set({ purpose })}
          options={areaPurposes.map((id) => ({ id, name: t(areaPurposeTexts[id]) }))}
        />
        <TextField
          label={t(texts.noteField)}
          value={content.note}
          onChange={(note) => draft.set({ note })}
          maxLength={300}
        />
        <ChangeFoot
          reason={reason}
          onReason={draft.setReason}
          error={command.error}
          isPending={command.isPending}
          isBlocked={geometry === null || content.name.trim().length < 2}
          onSave={handleSave}
          {...(area === null ? {} : { onLatest: onClose })}
        />
        <div>
          <Button onPress={onClose}>{t(texts.cancel)}</Button>
        </div>
      </div>
    </Card>
  );
}

function ShapeNote({
  geometry,
  isNew,
  onRedraw,
}: {
  geometry: AreaGeometry | null;
  isNew: boolean;
  onRedraw: () => void;
}) {
  const t = useText();
  if (geometry === null)
    return (
      <Notice>
        <p>{t(texts.noShape)}</p>
        <p className="text-sm">{t(texts.drawKeys)}</p>
      </Notice>
    );
  const isDrawable = outlinesOf(geometry) !== null;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p role="status">
        {t(texts.shape)}: {t(texts.corners, { count: cornersIn(geometry) })}
      </p>
      <p className="text-ink-soft">{t(isDrawable ? texts.editKeys : texts.holes)}</p>
      {isNew || isDrawable ? (
        <div>
          <Button size="small" onPress={onRedraw}>
            {t(texts.redraw)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
