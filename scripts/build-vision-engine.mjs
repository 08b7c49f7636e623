// Why this exists: Carat's vision engine is llama-server, built from the llama.cpp source inside
// node-llama-cpp and linked against the libraries inside its platform packages (the reasons are in
// resources/vision-engine/CMakeLists.txt). Installers carry it ready built; a source checkout
// builds it once with this script, from the command line or from the app, which holds its standard
// input: with `--parent-guard` it ends, and every tool with it, when that closes, however the app
// died. No dependencies, so that it runs before and without anything else.
import { createWriteStream, promises as fs, readFileSync, realpathSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runBuildTool } from './run-build-tool.mjs'
import {
  computeKey,
  describeMissingTool,
  installCommand,
  followCompilation,
  VisionEngineBuildError,
} from './vision-engine-facts.mjs'
import { findLibraries, linkLibraries } from './vision-engine-libraries.mjs'

const windows = process.platform === 'win32'
const binaryName = windows ? 'llama-server.exe' : 'llama-server'
const recipeFiles = [
  'CMakeLists.txt',
  'parent-guard.cpp',
  'picture-memory.cpp',
  'return-memory.cpp',
  'ui.h',
]
const sourceFolders = [
  'include',
  'ggml/include',
  'src',
  'common',
  'tools/mtmd',
  'tools/server',
  'vendor',
]
const markerName = 'complete.json'

/**
 * Builds the engine, or finds it built, and resolves with the folder and the binary's path.
 * Killed builds leave nothing half done, and two builds at once are one.
 * @param {{ root: string, cacheDir?: string, copy?: boolean, signal?: AbortSignal,
 *   onProgress?: (event: { phase: string, percent: number, secondsLeft?: number, message?: string, install?: string,
 *   code?: string, path?: string }) => void }} options `copy` copies the libraries instead of
 *   linking them: for installers.
 * @returns {Promise<{ path: string, directory: string, cached: boolean }>}
 * @throws {VisionEngineBuildError}
 */
export async function buildVisionEngine({
  root,
  cacheDir,
  copy = windows,
  signal,
  onProgress = () => {},
}) {
  try {
    onProgress({ phase: 'check', percent: 0 })
    const job = inspect(root, cacheDir ?? path.join(root, '.cache', 'vision-engine'))
    const cached = await findBuilt(job)
    const directory = cached ?? (await buildLocked(job, copy, signal, onProgress))
    await linkLibraries(directory, job.libraries.wanted, copy)
    const binary = path.join(directory, binaryName)
    onProgress({ phase: 'done', percent: 100, secondsLeft: 0, path: binary })
    return { path: binary, directory, cached: cached !== undefined }
  } catch (error) {
    const failure = signal?.aborted
      ? new VisionEngineBuildError('ABORTED', 'The build of the vision engine was stopped.')
      : error instanceof VisionEngineBuildError
        ? error
        : new VisionEngineBuildError('BUILD_FAILED', String(error?.message ?? error))
    const { code, message, install } = failure
    onProgress({ phase: 'failed', percent: 0, code, message, install })
    throw failure
  }
}

function inspect(root, cacheDir) {
  const packageDir = path.join(root, 'node_modules', 'node-llama-cpp')
  const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform]
  const arch = { x64: 'x64', arm64: 'arm64', arm: 'armv7l' }[process.arch]
  const platform = `${system}-${arch}`
  const libraries = findLibraries(path.join(root, 'node_modules', '@node-llama-cpp'), platform)
  let version
  try {
    version = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')).version
  } catch {
    libraries.base = undefined
  }
  if (!libraries.base) fail('NO_LIBRARIES')
  const recipeDir = path.join(root, 'resources', 'vision-engine')
  const recipe = recipeFiles
    .map((name) => readFileSync(path.join(recipeDir, name), 'utf8'))
    .join('\0')
  const compiler = describeCompiler()
  const key = computeKey({ version, recipe, platform, compiler: compiler ?? '' })
  return {
    bundle: path.join(packageDir, 'llama', 'gitRelease.bundle'),
    recipeDir,
    cacheDir,
    compiler,
    key,
    libraries,
  }
}

// Cheap facts instead of `c++ --version`: a built engine must be found within milliseconds.
function describeCompiler() {
  if (windows) {
    const vswhere = path.join(
      process.env['ProgramFiles(x86)'] ?? '',
      'Microsoft Visual Studio',
      'Installer',
      'vswhere.exe',
    )
    return process.env.VSINSTALLDIR ?? (isFile(vswhere) ? vswhere : undefined)
  }
  const found = (process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'])
    .map(which)
    .find(Boolean)
  return found && `${realpathSync(found)} ${statSync(found).size}`
}

function which(name) {
  if (path.isAbsolute(name)) return isFile(name) ? name : undefined
  const names = windows ? [`${name}.exe`, `${name}.cmd`] : [name]
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((each) => path.join(folder, each)))
    .find(isFile)
}

function isFile(name) {
  try {
    return statSync(name).isFile()
  } catch {
    return false
  }
}

function fail(code) {
  let release = ''
  try {
    release = readFileSync('/etc/os-release', 'utf8')
  } catch {}
  const message = describeMissingTool(code, process.platform, release)
  const install = installCommand(code, process.platform, release)
  throw new VisionEngineBuildError(code, message, install)
}

// Without a compiler, an engine that an earlier compiler built is as good.
async function findBuilt({ cacheDir, key, compiler }) {
  const candidates = [key]
  if (!compiler) {
    const names = await fs.readdir(cacheDir).catch(() => [])
    candidates.push(...names.filter((name) => name.startsWith(key.slice(0, 21))))
  }
  for (const name of candidates) {
    const directory = path.join(cacheDir, name)
    if (isFile(path.join(directory, markerName)) && isFile(path.join(directory, binaryName)))
      return directory
  }
}

async function buildLocked(job, copy, signal, onProgress) {
  await fs.mkdir(job.cacheDir, { recursive: true })
  const lock = path.join(job.cacheDir, `${job.key}.lock`)
  while (!(await takeLock(lock))) {
    onProgress({ phase: 'compile', percent: 0, message: 'Another process is building the engine.' })
    await pause(500, signal)
    const built = await findBuilt(job)
    if (built) return built
  }
  const touch = () => void fs.utimes(lock, new Date(), new Date()).catch(() => {})
  const heartbeat = setInterval(touch, 5000)
  try {
    return (await findBuilt(job)) ?? (await build(job, copy, signal, onProgress))
  } finally {
    clearInterval(heartbeat)
    await fs.rm(lock, { force: true })
  }
}

async function takeLock(lock) {
  const mine = `${lock}.${process.pid}`
  await fs.writeFile(mine, String(process.pid))
  try {
    await fs.link(mine, lock)
    return true
  } catch {
    const owner = Number(await fs.readFile(lock, 'utf8').catch(() => ''))
    const touched = (await fs.stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now()
    const abandoned = (owner > 0 && !isAlive(owner)) || Date.now() - touched > 60_000
    if (abandoned) await fs.rm(lock, { force: true })
    return false
  } finally {
    await fs.rm(mine, { force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => (clearTimeout(timer), reject(signal.reason))
    const timer = setTimeout(
      () => (signal?.removeEventListener('abort', stop), resolve()),
      milliseconds,
    )
    signal?.addEventListener('abort', stop, { once: true })
  })
}

async function build(job, copy, signal, onProgress) {
  if (!job.compiler) fail('NO_COMPILER')
  const cmake = which('cmake') ?? fail('NO_CMAKE')
  const git = which('git') ?? fail('NO_GIT')
  const ninja = windows ? undefined : which('ninja')
  if (!windows && !ninja && !which('make')) fail('NO_COMPILER')
  await removeLeftovers(job.cacheDir)
  const work = await fs.mkdtemp(path.join(job.cacheDir, `work-${process.pid}-`))
  const log = createWriteStream(path.join(job.cacheDir, `${job.key}.log`))
  log.on('error', () => {})
  const run = (command, args, onLine) =>
    runBuildTool({ command, args, log, signal, onLine, cwd: work })
  try {
    const source = path.join(work, 'source')
    const output = path.join(work, 'build')
    onProgress({ phase: 'source', percent: 0 })
    const settings = ['-c', 'core.autocrlf=false', '-c', 'advice.detachedHead=false']
    await run(git, [...settings, 'clone', '--quiet', '--no-checkout', job.bundle, source])
    await run(git, [
      ...settings,
      '-C',
      source,
      'checkout',
      '--quiet',
      'HEAD',
      '--',
      ...sourceFolders,
    ])
    onProgress({ phase: 'configure', percent: 0 })
    await run(cmake, [
      '-S',
      job.recipeDir,
      '-B',
      output,
      ...(ninja ? ['-G', 'Ninja'] : []),
      '-DCMAKE_BUILD_TYPE=Release',
      `-DSOURCE_DIR=${slashes(source)}`,
      `-DLIBRARY_DIR=${slashes(job.libraries.base)}`,
    ])
    await compile(run, cmake, output, onProgress)
    const binary = [output, path.join(output, 'Release')]
      .map((folder) => path.join(folder, binaryName))
      .find(isFile)
    return await publish(job, work, binary, copy)
  } finally {
    await new Promise((resolve) => log.end(resolve))
    await fs.rm(work, { recursive: true, force: true, maxRetries: 5 })
  }
}

function slashes(name) {
  return name.split(path.sep).join('/')
}

async function removeLeftovers(cacheDir) {
  for (const name of await fs.readdir(cacheDir)) {
    const pid = /^work-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid)))
      await fs.rm(path.join(cacheDir, name), { recursive: true, force: true })
  }
}

async function compile(run, cmake, output, onProgress) {
  const jobs = Math.max(
    1,
    Math.min(os.availableParallelism?.() ?? os.cpus().length, Math.floor(os.totalmem() / 1e9)),
  )
  const started = performance.now()
  const elapsed = () => (performance.now() - started) / 1000
  const progress = followCompilation(jobs)
  const report = () => onProgress({ phase: 'compile', ...progress.at(elapsed()) })
  report()
  const timer = setInterval(report, 500)
  const target = ['--config', 'Release', '--target', 'llama-server', '--parallel', String(jobs)]
  try {
    await run(cmake, ['--build', output, ...target], (line) => progress.read(line, elapsed()))
  } finally {
    clearInterval(timer)
  }
}

// Only a rename makes it visible, so a killed build cannot leave half an engine.
async function publish({ cacheDir, key, libraries }, work, binary, copy) {
  const ready = path.join(work, 'ready')
  const directory = path.join(cacheDir, key)
  await fs.mkdir(ready)
  await fs.copyFile(binary, path.join(ready, binaryName))
  await fs.chmod(path.join(ready, binaryName), 0o755)
  if (copy) await linkLibraries(ready, libraries.wanted, copy)
  await fs.writeFile(path.join(ready, markerName), JSON.stringify({ key }))
  await fs.rm(directory, { recursive: true, force: true })
  await fs.rename(ready, directory)
  return directory
}

function showProgress(json) {
  const words = {
    check: 'Looking for the vision engine',
    source: 'Unpacking the source of the vision engine',
    configure: 'Preparing the vision engine',
    compile: 'Building the vision engine',
  }
  let last = ''
  return (event) => {
    if (json) return void process.stdout.write(`${JSON.stringify(event)}\n`)
    const calm = !process.stdout.isTTY
    const share = calm ? Math.floor(event.percent / 25) * 25 : event.percent
    const left = event.secondsLeft ? `, about ${event.secondsLeft} s left` : ''
    const line =
      event.phase === 'done'
        ? `The vision engine is ready: ${event.path}`
        : event.phase === 'failed'
          ? `The vision engine was not built (${event.code}). ${event.message}`
          : event.phase === 'compile'
            ? `${words.compile}: ${share} %${calm ? '' : left}`
            : words[event.phase]
    if (line === last) return
    last = line
    const ended = event.phase === 'done' || event.phase === 'failed'
    process.stdout.write(calm ? `${line}\n` : `\r\x1b[2K${line}${ended ? '\n' : ''}`)
  }
}

async function main(args) {
  const at = args.indexOf('--cache-dir')
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => stop.abort())
  const parent = args.includes('--parent-guard') ? process.stdin : undefined
  parent?.once('close', () => stop.abort()).resume()
  // Nobody reads any more.
  process.stdout.on('error', () => stop.abort())
  try {
    await buildVisionEngine({
      root: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'),
      cacheDir: at < 0 ? undefined : path.resolve(args[at + 1]),
      copy: windows || args.includes('--copy'),
      signal: stop.signal,
      onProgress: showProgress(args.includes('--json')),
    })
  } finally {
    parent?.destroy()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main(process.argv.slice(2)).catch((error) => {
    if (!(error instanceof VisionEngineBuildError)) throw error
    process.exitCode = 1
  })
}
