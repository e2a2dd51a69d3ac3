import { imageRatio } from '#platform/ui/map/image-ratio.ts';
import type { Palette } from '#platform/ui/map/palette.ts';
import { type Priority, priorities } from '../../incident.ts';

/** CSS pixels of a mark's side. */
const side = 32;

/** The name of a mark: `P1`, `P2 ~` for a point that stands for a village, `? ~` for what nobody has judged. */
export function markName(priority: Priority | null, isApproximate: boolean): string {
  return `mark ${priority ?? '?'}${isApproximate ? ' ~' : ''}`;
}

/** Each priority has a colour, a shape and its letters, so that none of them has to be seen. */
const shapes: Readonly<Record<Priority | '?', number>> = { P1: 8, P2: 3, P3: 4, P4: 0, '?': 6 };

export function drawMarks(palette: Palette): Readonly<Record<string, ImageData>> {
  const colours: Readonly<Record<Priority | '?', string>> = {
    P1: palette.life,
    P2: palette.warn,
    P3: palette.calm,
    P4: palette.inkSoft,
    '?': palette.accent,
  };
  const marks: Record<string, ImageData> = {};
  for (const code of [...priorities, '?'] as const) {
    for (const isApproximate of [false, true]) {
      const name = markName(code === '?' ? null : code, isApproximate);
      marks[name] = drawMark({ code, corners: shapes[code], colour: colours[code], isApproximate, palette });
    }
  }
  return marks;
}

interface Mark {
  readonly code: string;
  /** 0: a circle. */
  readonly corners: number;
  readonly colour: string;
  /** A hollow mark with a broken edge: it stands for a whole village. */
  readonly isApproximate: boolean;
  readonly palette: Palette;
}

function drawMark({ code, corners, colour, isApproximate, palette }: Mark): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = side * imageRatio;
  canvas.height = side * imageRatio;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no canvas; without one there is no map either');
  context.scale(imageRatio, imageRatio);
  context.lineJoin = 'round';
  outline(context, corners);
  context.fillStyle = isApproximate ? palette.surface : colour;
  context.fill();
  context.lineWidth = 2.5;
  context.setLineDash(isApproximate ? [4, 2.5] : []);
  context.strokeStyle = isApproximate ? colour : palette.surface;
  context.stroke();
  context.fillStyle = isApproximate ? colour : palette.surface;
  context.font = 'bold 12px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  // The middle of a triangle lies below the middle of its square.
  context.fillText(code, side / 2, side / 2 + (corners === 3 ? 4 : 0.5));
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function outline(context: CanvasRenderingContext2D, corners: number): void {
  const middle = side / 2;
  const radius = middle - 2;
  context.beginPath();
  if (corners === 0) {
    context.arc(middle, middle, radius - 1, 0, 2 * Math.PI);
    return;
  }
  // A flat foot for the square, a point above for the triangle.
  const turn = corners === 3 ? -Math.PI / 2 : Math.PI / corners;
  const reach = corners === 3 ? radius + 2 : radius;
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn + (2 * Math.PI * corner) / corners;
    const [x, y] = [middle + reach * Math.cos(angle), middle + (corners === 3 ? 3 : 0) + reach * Math.sin(angle)];
    if (corner === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}
