// Why this exists: the parts of build-vision-engine.mjs that only compute, so that they can be tested
// without building anything.
import { createHash } from 'node:crypto'

// Compiler seconds on the machine this was measured on; all else is below a second.
const heavyUnits = [
  [/unity_routes_/, 20],
  [/unity_core_/, 18],
  [/unity_projector_/, 12],
  [/mtmd-helper\.cpp/, 9],
  [/unity_projectors_|mtmd-image\.cpp/, 3],
  [/mtmd-helper-gen\.cpp/, 2],
]
const totalSeconds = 80

/** A build that cannot go on; `code` is one of NO_LIBRARIES, NO_COMPILER, NO_CMAKE, NO_GIT, BUILD_FAILED, ABORTED. */
export class VisionEngineBuildError extends Error {
  /** `install` is the command that brings what is missing, where that is why it failed. */
  constructor(code, message, install) {
    super(message)
    this.code = code
    this.install = install
  }
}

/** What to install, in words for the person at this machine. `release` is the text of /etc/os-release. */
export function describeMissingTool(code, platform, release = '') {
  if (code === 'NO_LIBRARIES')
    return 'The libraries of node-llama-cpp for this system are not installed. Run the installation of the packages again, with optional dependencies.'
  const what = { NO_COMPILER: 'A C++ compiler', NO_CMAKE: 'CMake', NO_GIT: 'Git' }[code]
  return `${what} is needed once to build the vision engine. Install it with: ${installCommand(code, platform, release)}`
}

/** The command, or the product, that brings the tool. */
export function installCommand(code, platform, release) {
  if (platform === 'darwin')
    return code === 'NO_CMAKE' ? 'brew install cmake' : 'xcode-select --install'
  if (platform === 'win32') {
    if (code === 'NO_GIT') return 'winget install Git.Git'
    return 'Visual Studio Build Tools, workload "Desktop development with C++" (it includes CMake)'
  }
  if (/^ID(_LIKE)?=.*(fedora|rhel)/m.test(release)) return 'sudo dnf install gcc-c++ make cmake git'
  if (/^ID(_LIKE)?=.*arch/m.test(release)) return 'sudo pacman -S --needed base-devel cmake git'
  if (/^ID(_LIKE)?=.*suse/m.test(release)) return 'sudo zypper install gcc-c++ make cmake git'
  return 'sudo apt install build-essential cmake git'
}

/** Two hashes: what is built (source, recipe, platform), and with which compiler. */
export function computeKey({ version, recipe, platform, compiler }) {
  const hash = (text) => createHash('sha256').update(text).digest('hex')
  return `${hash([version, platform, recipe].join('\0')).slice(0, 20)}-${hash(compiler).slice(0, 8)}`
}

/**
 * Follows a compilation by the lines of ninja ("[3/18] ...", printed when a unit is finished) or
 * make ("[ 37%] ...", printed when one is begun). A few units take most of the time, so units are
 * weighed, and the clock moves the number between two lines.
 * @param {number} jobs how many units are compiled at once
 */
export function followCompilation(jobs) {
  const begun = []
  let finished = 0
  let expected = totalSeconds / Math.min(jobs, 3)
  let shown = 0
  return {
    /** Takes one line of the build tool's output, `elapsed` seconds after the start. */
    read(line, elapsed) {
      const match = /^\[ *(\d+)(%|\/\d+)\] Building/.exec(line)
      if (!match) return
      begun.push(heavyUnits.find(([pattern]) => pattern.test(line))?.[1] ?? 0.4)
      while (begun.length > (match[2] === '%' ? jobs : 0)) finished += begun.shift()
      const share = Math.min(1, finished / totalSeconds)
      if (share > 0.15) expected = elapsed / Math.min(1, share + 0.01 * jobs)
    },
    /** What to show: a percentage that never falls, and whole seconds that are left. */
    at(elapsed) {
      const end = Math.max(expected, elapsed * 1.05)
      shown = Math.max(shown, Math.min(98, Math.floor((elapsed / end) * 100)))
      return { percent: shown, secondsLeft: Math.max(1, Math.ceil(end - elapsed)) }
    },
  }
}
