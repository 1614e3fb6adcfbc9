// Starts the console: the nonce for styles first, since the content policy refuses every style element without it.
import './first_place';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './tokens.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/problem';
import { App } from './app';
import { Drafts } from './lib/drafts';
import { cssVariables, theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce);

/** Reading again helps when nothing came back or the server was busy, never when it said no. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
const client = new QueryClient({ defaultOptions: { queries: { retry: worthRetrying, retryDelay: 800, gcTime: 10 * 60_000 } } });
const schemes = localStorageColorSchemeManager({ key: 'evenkeel.theme' });

Drafts.sweep();

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" limit={4} containerWidth={420} />
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
