import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { SecretStore } from '../platform/host.ts'

const SECRET = 'hugging-face-token'

export type Environment = Readonly<Record<string, string | undefined>>

export interface FoundToken {
  token: string
  from: 'settings' | 'environment'
}

/** Where the Hugging Face token comes from, and where one that is entered goes. */
export interface HubToken {
  find(): Promise<FoundToken | null>
  /** Null forgets it. */
  write(token: string | null): Promise<void>
}

/**
 * In the order of huggingface_hub (`utils/_auth.py`, `constants.py`): `HF_TOKEN` and its older name,
 * then the file that `hf auth login` writes (`HF_TOKEN_PATH`, or `token` in `HF_HOME`), then the one
 * that was entered in Carat. The file is read each time: logging in elsewhere counts at once.
 */
export function createHubToken(options: {
  environment: Environment
  secrets: SecretStore
  homeFolder?: string
}): HubToken {
  const { environment, secrets } = options
  const file = tokenFile(environment, options.homeFolder ?? homedir())
  return {
    async find() {
      const variable = clean(environment.HF_TOKEN || environment.HUGGING_FACE_HUB_TOKEN)
      const outside = variable ?? clean(await readFile(file, 'utf8').catch(() => undefined))
      if (outside !== null) return { token: outside, from: 'environment' }
      const token = clean((await secrets.read(SECRET)) ?? undefined)
      return token === null ? null : { token, from: 'settings' }
    },
    async write(token) {
      await secrets.write(SECRET, clean(token ?? undefined))
    },
  }
}

function tokenFile(environment: Environment, homeFolder: string): string {
  const expand = (path: string) =>
    path
      .replace(/^~(?=$|[/\\])/, homeFolder)
      .replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced: string, bare: string) => {
        return environment[braced || bare] ?? whole
      })
  const cache = environment.XDG_CACHE_HOME || join(homeFolder, '.cache')
  const home = expand(environment.HF_HOME || join(cache, 'huggingface'))
  return expand(environment.HF_TOKEN_PATH || join(home, 'token'))
}

/** Tokens are one line of visible characters; anything else could not be sent in a header. */
function clean(token: string | undefined): string | null {
  const line = token?.replaceAll(/[\r\n]/g, '').trim()
  return line && /^[\x21-\x7e]+$/.test(line) ? line : null
}
