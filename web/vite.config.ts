import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { modulesOfFirstPlace } from './tools/first_place.mjs';

// What several parts share comes in few pieces: each costs a browser a request, and the first place would need nearly forty.
const isShared = /node_modules|src\/(ui|lib|commands|incident|i18n)\//;
const shared = { minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 };

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
            // What a browser runs first is kept out of the pieces, and those of the first place hold nothing that only later places need.
            groups: [
              { name: 'early', test: /src\/(first_place|api\/early|api\/list_query|queue\/views)|preload-helper/, priority: 1 },
              { ...shared, name: 'shared_first', test: (id: string) => first.has(id) && isShared.test(id) },
              { ...shared, name: 'shared', test: isShared },
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
