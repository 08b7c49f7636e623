// Why this exists: the vision engine runs on the libraries that node-llama-cpp's platform packages
// ship. This finds them and lays them beside the engine, where llama.cpp looks for its backends.
import { promises as fs, constants, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder to link against (`base`, undefined if missing) and the files to lie beside the engine.
 * The variants share libggml-base and the CPU backends byte for byte; only the names of libllama
 * and libggml differ. So one base is linked, and the GPU backends of the others lie beside it.
 */
export function findLibraries(scope, platform) {
  const folders = {}
  for (const suffix of ['', '-metal', '-vulkan', '-cuda', '-cuda-ext']) {
    const folder = path.join(
      scope,
      platform + suffix,
      'bins',
      platform + suffix.replace('-ext', ''),
    )
    try {
      folders[suffix] = { folder, names: readdirSync(folder) }
    } catch {}
  }
  const isLibrary = (name) => /\.(so|dylib|dll)$/.test(name)
  const base = folders[''] ?? folders['-metal']
  const wanted = (base?.names ?? []).filter(isLibrary).map((name) => path.join(base.folder, name))
  for (const gpu of ['vulkan', 'cuda']) {
    const found = folders[`-${gpu}`]?.names.find((name) =>
      new RegExp(`^(lib)?ggml-${gpu}\\.(so|dll)$`).test(name),
    )
    if (found) wanted.push(path.join(folders[`-${gpu}`].folder, found))
  }
  return { base: base?.folder, wanted }
}

/**
 * Lays the files beside the engine, as links or copies, and removes those no longer wanted. Run on
 * every start, not only after a build: GPU packages come and go, and folders move.
 */
export async function linkLibraries(directory, wanted, copy) {
  const names = new Set(wanted.map((file) => path.basename(file)))
  for (const name of await fs.readdir(directory)) {
    if (/ggml|llama/.test(name) && !name.startsWith('llama-server') && !names.has(name))
      await fs.rm(path.join(directory, name))
  }
  for (const file of wanted) {
    const target = path.join(directory, path.basename(file))
    if (copy) {
      const [from, to] = await Promise.all([fs.stat(file), fs.lstat(target).catch(() => undefined)])
      if (to?.isFile() && to.size === from.size) continue
      await fs.rm(target, { force: true })
      await fs.copyFile(file, target, constants.COPYFILE_FICLONE)
    } else {
      const link = path.relative(await fs.realpath(directory), await fs.realpath(file))
      if ((await fs.readlink(target).catch(() => undefined)) === link) continue
      const fresh = `${target}.${process.pid}`
      await fs.symlink(link, fresh)
      await fs.rename(fresh, target)
    }
  }
}
