import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { installing } from '#features/dispatch/field/installing.ts';
import { present } from '#platform/shared/result.ts';
import { applyTheme } from '#platform/web/appearance.ts';
import { createQueryClient } from '#platform/web/query-options.ts';
import { Field } from './Field.tsx';
import './field.css';

// Zod would try to compile schemas with `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });
// Light in the sun, whatever the telephone says of the evening; dark is a choice.
applyTheme('light');
installing.watch();

createRoot(present(document.getElementById('root'), 'index.html has #root')).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Field />
    </QueryClientProvider>
  </StrictMode>,
);

// In development Vite serves the files; a kept copy would hide changes.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker
    .register('/field/sw.js', { scope: '/field' })
    .catch((error: unknown) => console.warn('No offline shell', error));
}
