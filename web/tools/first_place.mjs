// Which modules the first place really needs: a small build of it alone tells, since tree shaking decides what is left of a library.
// The parts that come later are left out of it by their dynamic imports.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ofFirstPlace = /(^|\/)(main|router|shell|queue_page|palette)$/;

const withoutLaterParts = {
  name: 'without-later-parts',
  enforce: 'pre',
  resolveDynamicImport: (wanted) => (ofFirstPlace.test(wanted) ? null : { id: `later:${wanted}`, external: true }),
};

/** @returns {Promise<Set<string>>} the ids of the modules of which something is left */
export async function modulesOfFirstPlace() {
  const { output } = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [react(), withoutLaterParts],
    build: { write: false, minify: false, modulePreload: { polyfill: false }, target: 'es2022', chunkSizeWarningLimit: 10_000 },
  });
  const scripts = output.filter(({ type }) => type === 'chunk');
  return new Set(scripts.flatMap(({ modules }) => Object.keys(modules).filter((id) => modules[id].renderedLength > 0)));
}
