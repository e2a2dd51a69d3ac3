import { Plus } from 'lucide-react';
import { useText } from '#platform/web/language.tsx';
import type { AreaGeometry } from '../../geometry.ts';
import { BaseMap } from '../map/BaseMap.tsx';
import { DrawArea } from './DrawArea.tsx';
import { texts } from './texts.ts';

interface AreasMapProps {
  /** Null: looking only. */
  readonly drawing: { readonly key: string; readonly geometry: AreaGeometry | null } | null;
  readonly onDrawn: (geometry: AreaGeometry | null) => void;
  readonly className?: string;
}

/** All areas of the regency, and the one that is being drawn. */
export function AreasMap({ drawing, onDrawn, className }: AreasMapProps) {
  const t = useText();
  return (
    <BaseMap label={t(texts.map)} start={null} className={className ?? ''}>
      {drawing === null ? null : (
        <>
          <DrawArea key={drawing.key} geometry={drawing.geometry} onChange={onDrawn} />
          <Plus
            aria-hidden
            size={26}
            strokeWidth={1.5}
            className="pointer-events-none absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2 text-ink"
          />
        </>
      )}
    </BaseMap>
  );
}
