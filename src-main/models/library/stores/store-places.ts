import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import type { RootKind } from '../../../contract/models.ts'
import { janModelsFolder } from './list-jan.ts'
import { readSmallFile, readSmallJson } from './read-small-file.ts'

/** What tells where other programs keep their models. */
export interface StoreEnvironment {
  homeFolder: string
  platform: NodeJS.Platform
  variables: Readonly<Record<string, string | undefined>>
}

export type ForeignKind = Exclude<RootKind, 'carat' | 'folder'>

/** A folder where a program may keep models; it need not be there. */
export interface StorePlace {
  kind: ForeignKind
  path: string
}

/** All folders where other programs keep models by their settings, the system's rules or by default. */
export async function listStorePlaces(environment: StoreEnvironment): Promise<StorePlace[]> {
  const [lmStudio, jan] = await Promise.all([lmStudioFolders(environment), janFolders(environment)])
  const toPlaces = (kind: ForeignKind, paths: readonly string[]) =>
    paths.filter(isAbsolute).map((path): StorePlace => ({ kind, path: resolve(path) }))
  const places = [
    ...toPlaces('huggingface', huggingFaceFolders(environment)),
    ...toPlaces('lmstudio', lmStudio),
    ...toPlaces('ollama', ollamaFolders(environment)),
    ...toPlaces('jan', jan),
  ]
  return [...new Map(places.map((place) => [`${place.kind} ${place.path}`, place])).values()]
}

const some = (paths: readonly (string | undefined)[]) => paths.filter((path) => path !== undefined)

/** huggingface_hub's `constants.py`; the older names of its variables still work there. */
function huggingFaceFolders({ homeFolder, variables }: StoreEnvironment): string[] {
  const { HF_HOME, HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, XDG_CACHE_HOME } = variables
  const cache = XDG_CACHE_HOME ?? join(homeFolder, '.cache')
  return some([
    HF_HUB_CACHE ?? HUGGINGFACE_HUB_CACHE,
    HF_HOME === undefined ? undefined : join(HF_HOME, 'hub'),
    join(cache, 'huggingface', 'hub'),
  ])
}

/** Ollama's `envconfig`, and where its packages for Linux keep the models of the system's service. */
function ollamaFolders({ homeFolder, platform, variables }: StoreEnvironment): string[] {
  const { OLLAMA_HOME, OLLAMA_MODELS } = variables
  return some([
    OLLAMA_MODELS,
    OLLAMA_HOME === undefined ? undefined : join(OLLAMA_HOME, 'models'),
    join(homeFolder, '.ollama', 'models'),
    ...(platform === 'linux'
      ? [
          '/usr/share/ollama/.ollama/models',
          '/var/lib/ollama/.ollama/models',
          '/var/lib/ollama/models',
          '/var/lib/ollama',
        ]
      : []),
  ])
}

const lmStudioSettings = z.object({ downloadsFolder: z.string() })

/**
 * LM Studio's own folder is `~/.lmstudio`, before that `~/.cache/lm-studio`, or the one that
 * `~/.lmstudio-home-pointer` names; its settings may name another one for models alone.
 */
async function lmStudioFolders(environment: StoreEnvironment): Promise<string[]> {
  const { homeFolder } = environment
  const pointer = await readSmallFile(join(homeFolder, '.lmstudio-home-pointer'))
  const homes = some([
    pointer?.trim().split('\n')[0],
    join(homeFolder, '.lmstudio'),
    join(homeFolder, '.cache', 'lm-studio'),
  ])
  const files = [...homes, join(settingsFolder(environment), 'LM Studio')]
  const settings = await Promise.all(
    files.map(async (folder) => {
      const read = lmStudioSettings.safeParse(await readSmallJson(join(folder, 'settings.json')))
      return read.data?.downloadsFolder
    }),
  )
  return some([...settings, ...homes.map((home) => join(home, 'models'))])
}

const janSettings = z.object({ data_folder: z.string() })

/** Jan's `src-tauri/src/core/app`: a variable, its settings, or the folder beside them. */
async function janFolders(environment: StoreEnvironment): Promise<string[]> {
  const { variables } = environment
  const application = variables.JAN_DATA_ROOT ?? applicationFolder(environment)
  const settings = janSettings.safeParse(
    await readSmallJson(join(application, 'Jan', 'settings.json')),
  )
  return some([
    variables.JAN_DATA_FOLDER,
    settings.data?.data_folder,
    join(application, 'Jan', 'data'),
  ]).map(janModelsFolder)
}

/** Where programs keep what is theirs, by the rules of the system. */
function applicationFolder({ homeFolder, platform, variables }: StoreEnvironment): string {
  if (platform === 'win32') return variables.APPDATA ?? join(homeFolder, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support')
  return variables.XDG_DATA_HOME ?? join(homeFolder, '.local', 'share')
}

/** Where programs keep their settings, which only Linux tells from the folder above. */
function settingsFolder(environment: StoreEnvironment): string {
  const { homeFolder, platform, variables } = environment
  if (platform === 'win32' || platform === 'darwin') return applicationFolder(environment)
  return variables.XDG_CONFIG_HOME ?? join(homeFolder, '.config')
}
