// Starts the console: the nonce for styles first, since the content policy refuses every style element without it.
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { listOptions } from './api/incidents';
import { reading } from './api/reading';
import { sessionOptions } from './api/session';
import { App } from './app';
import type { Early } from './first_place';
import { Drafts } from './lib/drafts';
import { makeRouter } from './router';
import { cssVariables, theme } from './theme';

/** How long the first frame waits for answers that were asked for before, in milliseconds: then it shows that it waits. */
const patience = 500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Draws once and whole what came in time: a frame that is drawn in steps is there later. */
export async function start({ parts, list }: Early): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
  setNonce(nonce);

  const client = new QueryClient({ defaultOptions: { queries: { ...reading, gcTime: 10 * 60_000 } } });
  const schemes = localStorageColorSchemeManager({ key: 'evenkeel.theme' });

  Drafts.sweep();

  const router = makeRouter();
  const answers = [client.prefetchQuery(sessionOptions), list && client.prefetchInfiniteQuery(listOptions(list))];
  await parts;
  await Promise.race([Promise.all([router.load(), ...answers]), pause(patience)]);

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
          <App router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
