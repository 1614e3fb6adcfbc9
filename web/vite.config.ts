import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The strict content policy allows no inline script and no data: script, hence no inlined assets and no preload polyfill.
export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } },
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`,
        codeSplitting: {
          // What several parts share comes in few pieces: each costs a browser a request, and the first place would need nearly forty.
          // What a browser runs first is kept out of them.
          groups: [
            { name: 'early', test: /src\/(first_place|api\/early|api\/list_query|queue\/views)|preload-helper/, priority: 1 },
            {
              name: 'shared',
              test: /node_modules|src\/(ui|lib|commands|incident|i18n)\//,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 10_000,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.EVENKEEL_URL ?? 'http://127.0.0.1:8080' },
  },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], restoreMocks: true },
});
