const painted = ['fill', 'stroke'] as const;
const scale = 2;

/** Let the browser save it under this name. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** The drawing as a file of its own: in light colours, without the variables of the page it stood in. */
export function svgTextOf(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement; // A clone has the type of what was cloned.
  const room = document.createElement('div');
  room.dataset['theme'] = 'light';
  room.hidden = true;
  room.append(copy);
  document.body.append(room);
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    const style = getComputedStyle(element);
    for (const name of painted) {
      if (element.getAttribute(name)?.includes('var(') === true)
        element.setAttribute(name, style.getPropertyValue(name));
    }
  }
  room.remove();
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('font-family', 'sans-serif');
  return new XMLSerializer().serializeToString(copy);
}

/** The same as pixels on white, twice as large as on the screen. */
export async function pngOf(svgText: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('This browser draws no pictures');
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('No picture came')) : resolve(blob)), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
