import { type RefObject, useMemo } from 'react';
import type { ChartData } from './chart.ts';
import { type DrawnShape, drawShapes, paper, type Shape } from './map-shapes.ts';

interface MapCanvasProps {
  readonly data: ChartData;
  readonly shapes: readonly Shape[];
  /** Read aloud in place of the drawing. */
  readonly label: string;
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly onPick: ((key: string) => void) | undefined;
}

/** Places by their figure: the darker the more, its name and figure on each (a name alone: nothing there). What the mouse opens here the keyboard opens in the table. */
export function MapCanvas({ data, shapes, label, holder, onPick }: MapCanvasProps) {
  const drawn = useMemo(() => drawShapes(shapes), [shapes]);
  const marks = new Map(data.marks.map((mark) => [mark.key, mark]));
  const most = data.isShare ? 1 : Math.max(1e-9, ...data.marks.map(({ value }) => value ?? 0));
  return (
    <div ref={holder} role="img" aria-label={label} className="w-full text-ink">
      {/* Its parts are told by the label and the table. */}
      <svg viewBox={`0 0 ${paper.width} ${paper.height}`} aria-hidden="true" className="mx-auto max-h-[70vh] w-full">
        {drawn.map(({ key, path, x, y }) => {
          const share = (marks.get(key)?.value ?? 0) / most;
          const look = {
            fill: share === 0 ? 'var(--raised)' : 'var(--accent)',
            fillOpacity: share === 0 ? 1 : 0.15 + 0.45 * share,
            stroke: 'var(--line-strong)',
            className: onPick === undefined ? undefined : 'cursor-pointer',
            onClick: () => onPick?.(key),
          };
          return path === '' ? (
            <circle key={key} cx={x} cy={y} r={8 + 24 * Math.sqrt(share)} {...look} />
          ) : (
            <path key={key} d={path} fillRule="evenodd" {...look} />
          );
        })}
        {drawn.map((shape) => (
          <Name key={shape.key} shape={shape} shown={marks.get(shape.key)?.shown ?? ''} />
        ))}
      </svg>
    </div>
  );
}

/** Over all shapes: a neighbour would cover it. */
function Name({ shape: { name, x, y }, shown }: { shape: DrawnShape; shown: string }) {
  return (
    <text x={x} y={y} textAnchor="middle" fill="var(--ink)" fontSize={13} pointerEvents="none">
      <tspan x={x} dy={-2}>
        {name}
      </tspan>
      <tspan x={x} dy={16} fontWeight="bold">
        {shown}
      </tspan>
    </text>
  );
}
