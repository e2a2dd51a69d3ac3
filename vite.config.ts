import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

/** The apps that are built for browsers, and where each is served. */
export const screens = { console: '/', field: '/field/', portal: '/portal/' } as const;
export type Screen = keyof typeof screens;

const root = fileURLToPath(new URL('.', import.meta.url));

/** The configuration of one app: sources in `apps/NAME`, output in `dist/NAME`, hashed files under `assets/`. */
export function configOf(screen: Screen): InlineConfig {
  return {
    configFile: false,
    root: `${root}apps/${screen}`,
    base: screens[screen],
    plugins: [react(), tailwind(), onlyEnglishStrings()],
    // Chromium 123, Firefox 120 and Safari 17.5 know `light-dark()`, on which the theme rests.
    build: {
      outDir: `${root}dist/${screen}`,
      emptyOutDir: true,
      target: ['chrome123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // The frame with React and React Aria is one file on purpose; the budget of the first load is 250 kB compressed.
      chunkSizeWarningLimit: 900,
    },
    server: {
      host: '127.0.0.1',
      proxy: { '/api': `http://127.0.0.1:${process.env.SIGAP_PORT ?? '8112'}` },
    },
    clearScreen: false,
  };
}

/**
 * React Aria brings its announcements in some thirty languages, Indonesian not among them. English is the fallback it
 * takes anyway; the others would only be downloaded.
 */
function onlyEnglishStrings(): Plugin {
  return {
    name: 'only-english-strings',
    enforce: 'pre',
    load(id) {
      const isOther = /react-(?:aria|stately)[\w-]*\/.*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id);
      return isOther ? `export { default } from '${id.replace(/[a-z]{2}-[A-Z]{2}\.mjs$/, 'en-US.mjs')}';` : null;
    },
  };
}

export default configOf('console');
