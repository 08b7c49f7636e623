import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { signalProcess } from './processes.ts'

const START_MS = 30_000
const STOP_MS = 5_000

/** A web host that said it is ready. */
export interface HostProcess {
  pid: number
  /** Link that signs one browser in, once. */
  link: string
  /** What it wrote to standard error. */
  complaints(): string
  /** Ends it in order. @throws when it does not end by itself within 5 seconds. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Starts the built web host in a process group of its own and waits for its READY line. */
export async function startHostProcess(options: {
  dataFolder: string
  environment: Record<string, string>
  /** Folder of an app that was laid out elsewhere. */
  root?: string
  /** Hears at once which process it is, for those who do not wait until it is ready. */
  onSpawn?(pid: number): void
}): Promise<HostProcess> {
  const root = options.root ?? checkout
  const entry = join(root, 'out/main/web-host.js')
  const child = spawn(
    process.execPath,
    [entry, '--port', '0', '--data-dir', options.dataFolder, '--no-open'],
    {
      cwd: root,
      detached: true,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  // A test run that is broken off must not leave its hosts behind.
  const endWithTests = () => child.kill('SIGKILL')
  process.once('exit', endWithTests)
  const pid = child.pid ?? 0
  options.onSpawn?.(pid)
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void exited.then(() => process.off('exit', endWithTests))
  const link = await readLink(child, () => complaints)
  return {
    pid,
    link,
    complaints: () => complaints,
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(late)
      if (child.signalCode === 'SIGKILL') throw new Error('the host did not end within 5 s')
    },
    async kill() {
      signalProcess(pid, 'SIGKILL')
      await exited
    },
  }
}

function readLink(child: ChildProcess, complaints: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      child.kill('SIGKILL')
      reject(new Error(`the host ${why}:\n${complaints()}`))
    }
    const late = setTimeout(() => giveUp('was not ready in time'), START_MS)
    let output = ''
    const ended = (code: number | null) => giveUp(`ended with ${code}`)
    child.once('exit', ended)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const link = /^READY (\S+)$/m.exec(output)?.[1]
      if (!link) return
      clearTimeout(late)
      child.off('exit', ended)
      resolve(link)
    })
  })
}
