// Why this exists: electron-vite's development mode needs Electron's program. This one serves the
// window by Vite beside the built web host and joins the two on one origin.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { resolveConfig } from 'electron-vite'
import { createServer } from 'vite'
import { root } from './run/paths.mjs'
import { say } from './run/say.mjs'

const host = spawn(
  process.execPath,
  ['out/main/web-host.js', '--no-open', ...process.argv.slice(2)],
  { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] },
)
host.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal))

/** @type {string} */
const link = await new Promise((resolve) => {
  createInterface({ input: host.stdout }).on('line', (line) => {
    if (line.startsWith('READY ')) resolve(line.slice('READY '.length))
  })
})
const { origin: target, search } = new URL(link)
const toHost = {
  target,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on('proxyReq', (request) => {
      if (request.getHeader('origin')) request.setHeader('origin', target)
    }),
}
const { config } = await resolveConfig({}, 'serve', 'development')
const server = await createServer({
  ...config?.renderer,
  configFile: false,
  server: {
    host: '127.0.0.1',
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
    proxy: {
      '^/\\?token=': toHost,
      '^/attachments/': toHost,
      // Anchored: '/rpc' alone would also take the modules of src-renderer/rpc.
      '^/rpc$': { target, ws: true, changeOrigin: true, rewriteWsOrigin: true },
    },
  },
})
await server.listen()
say(`Window with hot reload: ${server.resolvedUrls?.local[0]}${search}`)
