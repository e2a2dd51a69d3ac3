import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { onlyBrowsersHalf, onlyEnglishStrings, withoutUnusedParts } from './tools/slim-screens.ts';

/** The apps that are built for browsers, and where each is served. */
export const screens = {
  console: '/',
  field: '/field/',
  portal: '/portal/',
  link: '/l/',
  response: '/r/',
  tracking: '/t/',
} as const;
export type Screen = keyof typeof screens;

const root = fileURLToPath(new URL('.', import.meta.url));

/** Callers have old, cheap telephones: so have duty rooms: the page of a link is plain script for browsers from 2018 on. */
const plainPages: readonly Screen[] = ['link', 'response', 'tracking'];
const oldTelephones = ['chrome70', 'firefox68', 'safari12'];

/** The configuration of one app: sources in `apps/NAME`, output in `dist/NAME`, hashed files under `assets/`. */
export function configOf(screen: Screen): InlineConfig {
  return {
    configFile: false,
    root: `${root}apps/${screen}`,
    base: screens[screen],
    plugins: [react(), tailwind(), onlyEnglishStrings(), withoutUnusedParts(), onlyBrowsersHalf()],
    // Chromium 123, Firefox 120 and Safari 17.5 know `light-dark()`, on which the theme rests.
    build: {
      outDir: `${root}dist/${screen}`,
      emptyOutDir: true,
      target: plainPages.includes(screen) ? oldTelephones : ['chrome123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: 0,
      // A page names in advance what it stands on, and so do the screens of a first load. What comes later, at rest or by a click
      // (platform/web/part.tsx), need not: its lists alone were 3 kB of a desk's first load. Who has no `light-dark()` has no
      // console; who has it knows modulepreload.
      modulePreload: {
        polyfill: plainPages.includes(screen),
        resolveDependencies: (file, names, { hostType }) =>
          hostType === 'html' || /DeskWorkspace|DeskDock|office-workspaces/.test(file) ? names : [],
      },
      reportCompressedSize: false,
      // Where each module went, for the budget of the first load (tools/first-load.ts).
      manifest: 'manifest.json',
      // The frame with React and React Aria is one file on purpose, and so is the map, which comes when it is first shown.
      chunkSizeWarningLimit: 1300,
    },
    server: {
      host: '127.0.0.1',
      proxy: { '/api': `http://127.0.0.1:${process.env.SIGAP_PORT ?? '8112'}` },
    },
    clearScreen: false,
  };
}

export default configOf('console');
