import type { Sketch } from './sketch.ts';

interface PlaceSketchProps {
  readonly sketch: Sketch;
  /** What the picture says, for who does not see it. */
  readonly label: string;
  readonly barLabel: string;
}

const size = 200;

/** The circles of uncertainty to scale, north up, with the nearest village and a bar. No map is fetched for it. */
export function PlaceSketch({ sketch, label, barLabel }: PlaceSketchProps) {
  const scale = size / (2 * sketch.reachM);
  const x = (east: number) => size / 2 + east * scale;
  const y = (north: number) => size / 2 - north * scale;
  const { village } = sketch;
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className="w-full max-w-56 rounded border border-line bg-ground"
    >
      {sketch.places.toReversed().map(({ id, east, north, radiusM }) => {
        const isFirst = id === sketch.places[0]?.id;
        return (
          <g key={id} className={isFirst ? 'text-accent' : 'text-ink-soft'}>
            {radiusM === null ? null : (
              <circle
                cx={x(east)}
                cy={y(north)}
                r={Math.max(3, radiusM * scale)}
                fill="currentColor"
                fillOpacity={isFirst ? 0.18 : 0.06}
                stroke="currentColor"
                strokeWidth={isFirst ? 1.5 : 1}
                strokeDasharray={isFirst ? undefined : '3 3'}
              />
            )}
            <circle cx={x(east)} cy={y(north)} r={isFirst ? 4 : 2.5} fill="currentColor" />
          </g>
        );
      })}
      {village === null ? null : (
        <g className="text-ink">
          <rect x={x(village.east) - 3} y={y(village.north) - 3} width={6} height={6} fill="currentColor" />
          <text
            x={Math.min(Math.max(x(village.east), 30), size - 30)}
            y={Math.max(y(village.north) - 7, 10)}
            textAnchor="middle"
            fontSize={11}
            fill="currentColor"
          >
            {village.name}
          </text>
        </g>
      )}
      <g className="text-ink">
        <path d={`M8 ${size - 12}v4h${sketch.barM * scale}v-4`} fill="none" stroke="currentColor" strokeWidth={1.5} />
        <text x={8} y={size - 16} fontSize={11} fill="currentColor">
          {barLabel}
        </text>
      </g>
    </svg>
  );
}
