import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { present } from '#platform/shared/result.ts';
import { applyTheme } from '#platform/web/appearance.ts';
import { createQueryClient } from '#platform/web/query-options.ts';
import { Console } from './Console.tsx';
import './console.css';

// Zod would try to compile schemas with `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });
applyTheme();

createRoot(present(document.getElementById('root'), 'index.html has #root')).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Console />
    </QueryClientProvider>
  </StrictMode>,
);

// In development Vite serves the files; a kept copy would hide changes. Where it cannot run (no TLS on a LAN, a private
// window) the console works the same, only not across a reload while the server is away.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/sw.js').catch((error: unknown) => console.warn('No offline shell', error));
}
