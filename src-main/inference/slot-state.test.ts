import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ChildExit } from '../platform/host.ts'
import { log } from '../platform/log.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { type ConversationStates, createConversationStates } from './conversation-states.ts'
import { createSlotState } from './slot-state.ts'

/** The part of llama-server that writes and reads states, with a list of what it was told. */
async function startSlots(folder: string) {
  const told: string[] = []
  const answer = async (request: IncomingMessage) => {
    const action = new URL(request.url ?? '', 'http://slots').searchParams.get('action')
    const { filename } = JSON.parse(await text(request)) as { filename: string }
    told.push(`${action} ${filename}`)
    if (action === 'save') await writeFile(join(folder, filename), `what was read: ${told.length}`)
    return JSON.stringify(action === 'save' ? { n_saved: 7 } : { n_restored: 7 })
  }
  const server = createServer((request, response) => {
    void answer(request).then((words) => response.end(words))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { promise: exited, resolve } = Promise.withResolvers<ChildExit>()
  const end = () => {
    server.closeAllConnections()
    server.close(() => resolve({ code: null, signal: 'SIGKILL' }))
  }
  onTestFinished(end)
  const rested = { kept: 0, lost: 0 }
  const { port } = server.address() as AddressInfo
  return { told, port, key: 'key', rested: () => ({ ...rested }), memory: rested, exited, end }
}

async function start(change: (states: ConversationStates) => ConversationStates = (same) => same) {
  const folder = temporaryFolder()
  const states = change(createConversationStates(folder))
  await states.folder()
  const server = await startSlots(folder)
  const names = (id: string) => states.filesOf(id, 'load')
  const slot = createSlotState(states, 'load', server)
  return { slot, server, told: server.told, memory: server.memory, names }
}

function spyOnComplaints() {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return warn
}

const quiet = undefined

test('a conversation that is left is written, and comes back when it is entered again', async () => {
  const { names, slot, told } = await start()
  expect(await slot.enter('a', quiet)).toBe(0)
  slot.leave()
  expect(await slot.enter('b', quiet)).toBe(0)
  slot.leave()
  expect(await slot.enter('a', quiet)).toBe(7)
  expect(await slot.enter('a', quiet)).toBe(0)
  expect(told).toEqual([
    `save ${names('a').incoming}`,
    `save ${names('b').incoming}`,
    `restore ${names('a').state}`,
  ])
  await slot.flush()
})

test('what the server has in memory is not brought from disk, until it lets go of it', async () => {
  const { memory, slot, told } = await start()
  /** As the server does it: one it held is kept when another comes, if there is room. */
  const answerIn = async (id: string, keeps: boolean) => {
    const restored = await slot.enter(id, quiet)
    if (keeps) memory.kept += 1
    slot.leave()
    return restored
  }
  await answerIn('a', false)
  await answerIn('b', true)
  expect(await answerIn('a', true)).toBe(0)
  expect(await answerIn('b', true)).toBe(0)
  expect(told.filter((action) => action.startsWith('restore'))).toEqual([])
  memory.lost += 1
  expect(await answerIn('a', false)).toBe(7)
  // Bringing one back overwrites the other, which is then in memory no more.
  expect(await answerIn('b', false)).toBe(7)
  await slot.flush()
})

test('the next conversation does not wait until the one before is sealed', async () => {
  const sealing = Promise.withResolvers<void>()
  const { slot } = await start((states) => ({
    ...states,
    keep: async (files) => {
      await sealing.promise
      await states.keep(files)
    },
  }))
  await slot.enter('a', quiet)
  slot.leave()
  expect(await slot.enter('b', quiet)).toBe(0)
  // Back at once: only now its seal is waited for, or it would be read anew.
  const back = slot.enter('a', quiet)
  sealing.resolve()
  expect(await back).toBe(7)
  await slot.flush()
})

test('what is not sound is not brought back, and a failure reads the conversation anew', async () => {
  let fault: Error | null = null
  const { slot, told } = await start((states) => ({
    ...states,
    isSound: async () => {
      if (fault) throw fault
      return false
    },
  }))
  await slot.enter('a', quiet)
  slot.leave()
  await slot.enter('b', quiet)
  expect(await slot.enter('a', quiet)).toBe(0)
  fault = new Error('the disk is gone')
  expect(await slot.enter('b', quiet)).toBe(0)
  expect(told.filter((line) => line.startsWith('restore'))).toEqual([])
})

test('a stop while it is being brought back is the signal’s reason', async () => {
  const { slot } = await start()
  await slot.enter('a', quiet)
  slot.leave()
  await slot.enter('b', quiet)
  await expect(slot.enter('a', AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
})

test('closing waits until what was left is sealed', async () => {
  const { names, slot, told } = await start()
  await slot.enter('a', quiet)
  slot.leave()
  await slot.flush()
  expect(told).toEqual([`save ${names('a').incoming}`])
  expect(await slot.enter('b', quiet)).toBe(0)
  expect(await slot.enter('a', quiet)).toBe(7)
})

test('a server that has gone has nothing to keep, and nobody complains', async () => {
  const complaints = spyOnComplaints()
  const { server, slot, told } = await start()
  await slot.enter('a', quiet)
  server.end()
  await server.exited
  slot.leave()
  await slot.flush()
  expect(told).toEqual([])
  expect(complaints).not.toHaveBeenCalled()
})

test('a server that goes while it is being told is no complaint either', async () => {
  const complaints = spyOnComplaints()
  const { server, slot } = await start()
  await slot.enter('a', quiet)
  slot.leave()
  const flushed = slot.flush()
  server.end()
  await flushed
  expect(complaints).not.toHaveBeenCalled()
})
