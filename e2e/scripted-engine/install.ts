import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { checkout } from '../harness/checkout.ts'
import { type EngineScript, plainScript, type SentPiece } from './script.ts'

/** An installed Carat whose picture engine says what a script tells it to. */
export interface ScriptedApp {
  /** Folder of the app, in the place of the checkout. */
  root: string
  /** Takes effect with the next message. */
  setScript(change: Partial<EngineScript>): void
  /** When each piece of the latest reply was sent. */
  sent(): SentPiece[]
}

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`

/**
 * Lays out what was built as an installer would, with another engine's program in the engine's
 * place: nothing in Carat knows of it. Needs a shell, so not for Windows.
 */
export function installScriptedApp(root: string, script: Partial<EngineScript> = {}): ScriptedApp {
  const resources = join(root, 'resources')
  const engineFolder = join(resources, 'vision-engine/bin')
  const scriptFile = join(root, 'script.json')
  const sentFile = join(root, 'sent.json')
  mkdirSync(engineFolder, { recursive: true })
  // Links would lead back into the checkout.
  cpSync(join(checkout, 'out'), join(root, 'out'), { recursive: true })
  cpSync(join(checkout, 'package.json'), join(root, 'package.json'))
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'))
  for (const name of readdirSync(join(checkout, 'resources')))
    if (name !== 'vision-engine')
      symlinkSync(join(checkout, 'resources', name), join(resources, name))
  const program = join(engineFolder, 'llama-server')
  const parts = [process.execPath, resolve(import.meta.dirname, 'main.ts'), scriptFile, sentFile]
  writeFileSync(program, `#!/bin/sh\nexec ${parts.map(quoted).join(' ')} "$@"\n`)
  chmodSync(program, 0o755)

  const setScript = (change: Partial<EngineScript>) => {
    Object.assign(current, change)
    writeFileSync(scriptFile, JSON.stringify(current))
  }
  const current = { ...plainScript }
  setScript(script)
  return { root, setScript, sent: () => JSON.parse(readFileSync(sentFile, 'utf8')) as SentPiece[] }
}
