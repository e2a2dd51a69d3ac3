/** The colours of the theme, as a canvas can take them. */
export interface Palette {
  readonly isDark: boolean;
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly accent: string;
  readonly good: string;
  readonly warn: string;
  readonly life: string;
  readonly calm: string;
}

const variables = {
  ground: '--ground',
  surface: '--surface',
  raised: '--raised',
  line: '--line',
  lineStrong: '--line-strong',
  ink: '--ink',
  inkSoft: '--ink-soft',
  accent: '--accent',
  good: '--good',
  warn: '--warn',
  life: '--life',
  calm: '--calm',
} as const;

/** Read from the page: theme.css stays the one place where colours are written. */
export function readPalette(within: HTMLElement, isDark: boolean): Palette {
  const probe = document.createElement('span');
  within.append(probe);
  const read = (variable: string) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.entries(variables).map(([name, variable]) => [name, read(variable)]);
  probe.remove();
  // Made from the table above, one colour for each of its names.
  return { isDark, ...Object.fromEntries(colours) } as Palette;
}

const darkMedia = '(prefers-color-scheme: dark)';

export function isDarkNow(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia(darkMedia).matches : chosen === 'dark';
}

/** Told when the person or the system changes between light and dark. */
export function onThemeChange(listener: () => void): () => void {
  const media = matchMedia(darkMedia);
  media.addEventListener('change', listener);
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', listener);
    observer.disconnect();
  };
}
