import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Failure } from '../../../contract/errors.ts'
import { CaratError, fromFailure } from '../../../platform/carat-error.ts'
import type { ChildHandle, Host } from '../../../platform/host.ts'
import type { ForeignPicture } from './foreign-conversation.ts'
import type { readerContract } from './reader-contract.ts'
import type { ReceivedFile } from './received-files.ts'

type ReaderClient = ContractRouterClient<typeof readerContract>

/** A process that reads one export at a time. */
interface Reader {
  child: ChildHandle
  client: ReaderClient
  gone: Promise<never>
}

/** An export that a process has open. */
export type OpenedExport = Awaited<ReturnType<ReaderClient['open']>> & {
  /** @throws CaratError, and the signal's reason after an abort: the process is gone then. */
  ask<Value>(work: (client: ReaderClient) => Promise<Value>, signal: AbortSignal): Promise<Value>
  /** A picture that the process has, as a file that is there while it is read. */
  picture(name: string, which: number | string, signal: AbortSignal): ForeignPicture
  /** Lets go of the export; the process may be used for another one. Never fails. */
  close(): Promise<void>
}

/** Without work a process is kept for so long. */
const IDLE_MS = 30_000
/** One that does not let go of an export within this time is of no more use. */
const PATIENCE_MS = 2_000

/**
 * Processes that take exports apart, so that a hostile or enormous one keeps nobody waiting, can be
 * given up at once and takes nothing along when it fills its memory.
 */
export function createExportReaders(host: Pick<Host, 'spawnChild'>) {
  const readers = new Set<Reader>()
  const idle: { reader: Reader; timer: NodeJS.Timeout }[] = []

  const start = (): Reader => {
    const child = host.spawnChild('reader')
    const gone = child.exited.then(({ code, signal }): never => {
      throw new Error(`The process that reads exports ended with ${signal ?? code}`)
    })
    gone.catch(() => {})
    const reader = { child, client: createORPCClient<ReaderClient>(new RPCLink(child)), gone }
    readers.add(reader)
    void child.exited.then(() => readers.delete(reader))
    return reader
  }

  const take = (): Reader => {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer)
      if (readers.has(last.reader)) return last.reader
    }
    return start()
  }

  const keep = (reader: Reader) => {
    if (!readers.has(reader)) return
    idle.push({ reader, timer: setTimeout(() => reader.child.kill(), IDLE_MS).unref() })
  }

  /** What a process answers about a file; whatever else happens is the end of the process. */
  const settle = async <Value>(
    { child, client, gone }: Reader,
    name: string,
    work: (client: ReaderClient) => Promise<Value>,
    signal: AbortSignal,
  ): Promise<Value> => {
    const abandoned = Promise.withResolvers<never>()
    const abandon = () => abandoned.reject(signal.reason)
    signal.addEventListener('abort', abandon, { once: true })
    try {
      signal.throwIfAborted()
      return await Promise.race([work(client), gone, abandoned.promise])
    } catch (error) {
      if (error instanceof ORPCError && error.defined)
        throw fromFailure({ code: error.code, data: error.data } as Failure)
      child.kill()
      await child.exited
      signal.throwIfAborted()
      const detail = error instanceof Error ? error.message : String(error)
      throw new CaratError('IMPORT_DAMAGED', { name, detail }, { cause: error })
    } finally {
      signal.removeEventListener('abort', abandon)
    }
  }

  return {
    /**
     * Finds out whose export some files are.
     *
     * @param folder absolute; for pictures on their way
     * @throws CaratError about the files, and the signal's reason after an abort
     */
    async open(
      files: readonly ReceivedFile[],
      folder: string,
      signal: AbortSignal,
    ): Promise<OpenedExport> {
      const reader = take()
      const [name = ''] = files.map((file) => file.name)
      let isOpen = true
      const ask: OpenedExport['ask'] = (work, stopped) => settle(reader, name, work, stopped)
      const close = async () => {
        if (!isOpen) return
        isOpen = false
        await ask((client) => client.close(), AbortSignal.timeout(PATIENCE_MS)).then(
          () => keep(reader),
          () => {},
        )
      }
      try {
        const found = await ask((client) => client.open({ files: [...files] }), signal)
        const picture: OpenedExport['picture'] = (pictureName, which, stopped) => ({
          name: pictureName,
          async *open() {
            const path = join(folder, `picture-${randomUUID()}`)
            try {
              await ask((client) => client.savePicture({ picture: which, path }), stopped)
              for await (const piece of createReadStream(path)) yield piece as Buffer
            } finally {
              await rm(path, { force: true })
            }
          },
        })
        return { ...found, ask, picture, close }
      } catch (error) {
        await close()
        throw error
      }
    },
    async dispose(): Promise<void> {
      for (const { timer } of idle.splice(0)) clearTimeout(timer)
      for (const { child } of readers) child.kill()
      await Promise.all([...readers].map(({ child }) => child.exited))
    },
  }
}
