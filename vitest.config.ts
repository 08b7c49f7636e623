import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Services and scripts run in Node as they do for real; the window's parts in jsdom. */
export default defineConfig({
  test: {
    // A third of it waits for engines, disks and the network, so three share two cores well.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Services keep nothing in their modules, so files can share a process: starting one for
          // each and reading all its modules was a fifth of the work.
          isolate: false,
          // Real engines and decoders start in these, on machines that may be busy.
          testTimeout: 30_000,
          include: [
            'src-main/**/*.test.ts',
            'scripts/**/*.test.{ts,mjs}',
            'bench/**/*.test.ts',
            'e2e/**/*.test.ts',
          ],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'window',
          environment: 'jsdom',
          // Makes the environment once a worker instead of once a file, which took most of the time.
          pool: 'vmThreads',
          setupFiles: ['scripts/add-web-streams.mjs'],
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
