import { Maximize, Minus, Plus } from 'lucide-react';
import { useText } from '#platform/web/language.tsx';
import { IconButton } from '../Button.tsx';
import type { Bounds } from './geometry.ts';
import { showBounds, useMap } from './map-context.ts';
import { texts } from './texts.ts';

/** What the wheel and two fingers do, for who has neither. */
export function MapButtons({ home }: { home: Bounds | null }) {
  const t = useText();
  const { gl } = useMap();
  return (
    <div className="absolute top-2 right-2 flex flex-col rounded-md border border-line bg-surface text-ink">
      <IconButton label={t(texts.zoomIn)} icon={<Plus aria-hidden size={18} />} onPress={() => void gl.zoomIn()} />
      <IconButton label={t(texts.zoomOut)} icon={<Minus aria-hidden size={18} />} onPress={() => void gl.zoomOut()} />
      {home === null ? null : (
        <IconButton
          label={t(texts.showAll)}
          icon={<Maximize aria-hidden size={16} />}
          onPress={() => showBounds(gl, home)}
        />
      )}
    </div>
  );
}
