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
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.EVENKEEL_URL ?? 'http://127.0.0.1:8080' },
  },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], restoreMocks: true },
});
