import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { modulesOfFirstPlace } from './tools/first_place.mjs';

const isShared = /node_modules|src\/(ui|lib|commands|incident|i18n)\//;

// The strict content policy allows no inline script and no data: script, hence no inlined assets and no preload polyfill.
export default defineConfig(async ({ command }) => {
  const first: Set<string> = command === 'build' ? await modulesOfFirstPlace() : new Set();
  return {
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
            // What several parts share comes in few pieces, since each costs a browser a request: what a browser runs first, then what
            // the first place needs of it and nothing else, then what later places need.
            groups: [
              { name: 'early', test: /src\/(first_place|api\/early|api\/list_query|queue\/views)|preload-helper/, priority: 1 },
              { name: 'shared_first', minShareCount: 2, test: (id: string) => first.has(id) && isShared.test(id) },
              { name: 'shared', test: isShared, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 },
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
  };
});
