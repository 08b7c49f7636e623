import type { Database } from '../../src-main/database/open-database.ts'
import type { Disk } from '../../src-main/models/downloads/disk.ts'
import type { DownloadHome } from '../../src-main/models/library/downloaded-model.ts'

/** Moments around every step that leaves something on disk. */
export const killPoints = [
  'before write',
  'after write',
  'before datasync',
  'after datasync',
  'before commit',
  'after commit',
  'before check',
  'after check',
  'before adopt',
  'after adopt',
] as const
export type KillPoint = (typeof killPoints)[number]

/** Ends this very process, without a chance to clean up, when a point is passed for the n-th time. */
export interface KillSwitch {
  point: KillPoint
  passes: number
}

export function createKillPoints(armed: KillSwitch | null) {
  let left = armed?.passes ?? 0
  const pass = (point: KillPoint) => {
    if (point !== armed?.point) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
  const around = async <Result>(
    step: 'write' | 'datasync' | 'check' | 'adopt',
    work: () => Promise<Result>,
  ): Promise<Result> => {
    pass(`before ${step}`)
    const result = await work()
    pass(`after ${step}`)
    return result
  }
  return {
    around,
    disk: (disk: Disk): Disk => ({
      ...disk,
      async open(path) {
        const file = await disk.open(path)
        return {
          ...file,
          write: (chunks, offset) => around('write', () => file.write(chunks, offset)),
          datasync: () => around('datasync', () => file.datasync()),
        }
      },
    }),
    home: (home: DownloadHome): DownloadHome => ({
      ...home,
      adopt: (model) => around('adopt', () => home.adopt(model)),
    }),
    /** Every statement that writes is a commit of its own, or belongs to one. */
    database: (database: Database): Database =>
      new Proxy(database, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target)
          if (name !== 'prepare') return typeof value === 'function' ? value.bind(target) : value
          return (sql: string) => {
            const statement = target.prepare(sql)
            const run = statement.run.bind(statement)
            statement.run = (...values: unknown[]) => {
              pass('before commit')
              const result = run(...values)
              pass('after commit')
              return result
            }
            return statement
          }
        },
      }),
  }
}
