import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FrozenEngines, freezeEngines } from './frozen-engines.ts'
import { findProcesses, isEngine, signalProcess } from './processes.ts'
import { until } from './until.ts'

/**
 * The folders of one app under test and the processes that belong to them, which are recognised by
 * the private temporary folder they run with.
 */
export function createAppFolder(environment: Record<string, string>) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'carat-e2e-')))
  const dataFolder = join(root, 'data')
  const temporaryFolder = join(root, 'temporary')
  const homeFolder = join(root, 'home')
  mkdirSync(temporaryFolder)
  mkdirSync(homeFolder)
  const frozen: FrozenEngines[] = []
  const processes = () => findProcesses(root)
  const enginePids = () =>
    processes()
      .filter(isEngine)
      .map(({ pid }) => pid)

  return {
    dataFolder,
    homeFolder,
    /** No model of this computer's user is found, and no hub but those a test names is asked. */
    environment: {
      TMPDIR: temporaryFolder,
      HOME: homeFolder,
      USERPROFILE: homeFolder,
      HF_HOME: join(homeFolder, '.cache/huggingface'),
      HF_ENDPOINT: 'http://127.0.0.1:9',
      HF_TOKEN: '',
      ...environment,
    },
    processes,
    enginePids,
    freezeEngines() {
      const engines = freezeEngines(enginePids())
      frozen.push(engines)
      return engines
    },
    /** Lets frozen engines go on, for what is frozen cannot end; call before the app ends. */
    thaw: () => frozen.forEach((engines) => engines.thaw()),
    /** @throws when a process of the app is still there after 5 seconds; it is ended then. */
    async remove(): Promise<void> {
      try {
        await until('the end of every process', () => processes().length === 0)
      } catch (error) {
        const orphans = processes()
        for (const { pid } of orphans) signalProcess(pid, 'SIGKILL')
        const names = orphans.map(({ pid, command }) => `${pid} ${command}`).join('\n')
        throw new Error(`processes were left behind:\n${names}`, { cause: error })
      } finally {
        rmSync(root, { recursive: true, force: true, maxRetries: 3 })
      }
    },
  }
}
