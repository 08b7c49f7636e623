import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LicenceState } from './accounts.ts'
import type { Fault } from './faults.ts'
import type { HubSettings } from './hub-state.ts'
import { commitFiles, filesAt, headCommit } from './repository.ts'
import { type ServerControl, startServer } from './server.ts'
import type { Hub } from './start-hub.ts'

type Action = (hub: Hub, body: never) => unknown

/**
 * What can be done to a running hub, by `POST /__control/{name}` with JSON; each answers JSON. It has
 * a port of its own, so that it can be reached while the hub is offline.
 */
const actions = {
  /** Adds a fault and answers it with its id. */
  fault: (hub: Hub, fault: Fault) => hub.faults.add(fault),
  'clear-faults': (hub: Hub) => hub.faults.clear(),
  faults: (hub: Hub) => hub.faults.list(),
  /** Changes some settings and answers all: `{"bytesPerSecond": 1000000}`. */
  settings: (hub: Hub, some: Partial<HubSettings>) => Object.assign(hub.settings, some),
  licence: (hub: Hub, one: { account: string; repository: string; state: LicenceState }) =>
    hub.accounts.setLicence(one.account, one.repository, one.state),
  requests: (hub: Hub) => hub.requests.all(),
  'clear-requests': (hub: Hub) => hub.requests.clear(),
  'expire-signatures': (hub: Hub) => hub.expireSignatures(),
  offline: (hub: Hub) => hub.goOffline(),
  online: (hub: Hub) => hub.goOnline(),
  'drop-connections': (hub: Hub) => hub.dropConnections(),
  reset: (hub: Hub) => hub.reset(),
  repositories: (hub: Hub, { names }: { names: string[] }) =>
    names.map((name) => [
      ...filesAt(hub.repository(name), headCommit(hub.repository(name))).keys(),
    ]),
  /** Offers the files of one repository under another name too. */
  copy: (hub: Hub, { from, to }: { from: string; to: string }) => {
    const source = hub.repository(from)
    const files = Object.fromEntries(filesAt(source, headCommit(source)))
    return headCommit(hub.addRepository({ ...source, name: to, files }))
  },
  /** A new commit in which one file has the bytes of another. */
  replace: (hub: Hub, one: { repository: string; path: string; by: string }) => {
    const repository = hub.repository(one.repository)
    const files = filesAt(repository, headCommit(repository))
    const content = files.get(one.by)
    if (!content) throw new Error(`no ${one.by}`)
    return commitFiles(repository, { ...Object.fromEntries(files), [one.path]: content })
  },
} satisfies Record<string, Action>

/** Starts the control of a hub on loopback. */
export function startControl(hub: Hub, port: number): Promise<ServerControl> {
  return startServer(port, undefined, async (request, response) => {
    const name = /^\/__control\/([\w-]+)$/.exec(request.url ?? '')?.[1] ?? ''
    if (request.method !== 'POST' || !(name in actions)) {
      return send(response, 404, { actions: Object.keys(actions) })
    }
    const action = actions[name as keyof typeof actions] as (hub: Hub, body: unknown) => unknown
    try {
      const answer = await action(hub, await readJson(request))
      send(response, 200, answer ?? {})
    } catch (error) {
      send(response, 400, { error: String(error) })
    }
  })
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text ? JSON.parse(text) : {}
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  })
  response.end(JSON.stringify(value))
}
