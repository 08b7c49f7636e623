import { resolve } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const from = (path: string) => resolve(import.meta.dirname, path)

/**
 * Both hosts in one build. Children (`engine`, `pixels`, `keeper`, `reader`) and the services are entries of their own,
 * since they run as processes of their own.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      lib: {
        formats: ['es'],
        entry: {
          electron: from('src-main/hosts/electron/main.ts'),
          services: from('src-main/hosts/electron/services-process.ts'),
          'web-host': from('src-main/hosts/web/main.ts'),
          engine: from('src-main/engine/main.ts'),
          pixels: from('src-main/pixels/main.ts'),
          keeper: from('src-main/keeper/main.ts'),
          reader: from('src-main/reader/main.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: from('src-main/hosts/electron/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('src-renderer'),
    base: './',
    plugins: [react(), tailwind()],
    resolve: {
      alias: {
        // For browsers it would have an element read its HTML, which trusted types forbid.
        'decode-named-character-reference': from(
          'node_modules/decode-named-character-reference/index.js',
        ),
      },
    },
    build: {
      outDir: from('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // Loaded from this machine: size matters for parsing only, and large parts load lazily.
      chunkSizeWarningLimit: 1500,
      rollupOptions: { input: from('src-renderer/index.html') },
    },
  },
})
