// Why this exists: finds a Chromium for the tests in a browser, and installs one if there is none.
import { existsSync, readFileSync } from 'node:fs'
import { tools } from './paths.mjs'
import { runNode, runProgram } from './processes.mjs'
import { say } from './say.mjs'

// Without the parts of a browser that only people see, journeys take a fifth less work.
const headlessShell = '/usr/bin/chromium-headless-shell'

const knownPlaces = [
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
]

/** The browser's program, or undefined: Playwright then takes the one it installed itself. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH
  return given ?? knownPlaces.find((place) => existsSync(place))
}

/** Makes sure there is a Chromium, if possible one without a face; throws if none can be had. */
export async function ensureChromium() {
  if (process.env.CHROMIUM_PATH || existsSync(headlessShell)) return
  if (canUseApt()) {
    say('Installing Chromium and fonts for the tests (once) ...')
    const packages = ['chromium-headless-shell', 'fonts-noto-cjk']
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runProgram('apt-get', ['update', '-qq'], { env, quiet: true })
    const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
    const code = await runProgram('apt-get', args, { env, quiet: true })
    if (code === 0 && existsSync(headlessShell)) return
  }
  if (findChromium() || (await hasPlaywrightChromium())) return
  const code = await runNode(tools.playwright, ['install', 'chromium'])
  if (code !== 0) throw new Error('No Chromium for the tests. Set CHROMIUM_PATH to one.')
}

async function hasPlaywrightChromium() {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}

function canUseApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
}
