import { expect, test } from 'vitest'
import { computeKey, describeMissingTool, followCompilation } from './vision-engine-facts.mjs'

const facts = {
  version: '3.21.1',
  recipe: 'recipe',
  platform: 'linux-x64',
  compiler: 'g++-12 1000',
}

test('the key changes with everything that changes the engine', () => {
  const key = computeKey(facts)
  expect(key).toMatch(/^[0-9a-f]{20}-[0-9a-f]{8}$/)
  expect(computeKey({ ...facts })).toBe(key)
  for (const name of ['version', 'recipe', 'platform', 'compiler']) {
    expect(computeKey({ ...facts, [name]: 'other' })).not.toBe(key)
  }
})

test('another compiler keeps the first part of the key', () => {
  const other = computeKey({ ...facts, compiler: 'clang 17' })
  expect(other.slice(0, 21)).toBe(computeKey(facts).slice(0, 21))
})

test.each([
  ['NO_COMPILER', 'linux', 'ID=ubuntu\nID_LIKE=debian', 'sudo apt install build-essential cmake'],
  ['NO_CMAKE', 'linux', 'ID=fedora', 'sudo dnf install gcc-c++'],
  ['NO_GIT', 'linux', 'ID=arch', 'sudo pacman -S'],
  ['NO_COMPILER', 'darwin', '', 'xcode-select --install'],
  ['NO_COMPILER', 'win32', '', 'Visual Studio Build Tools'],
  ['NO_LIBRARIES', 'linux', '', 'optional dependencies'],
])('%s on %s says what to install', (code, platform, release, words) => {
  expect(describeMissingTool(code, platform, release)).toContain(words)
})

test('progress never falls, and ends below 100 until the build has ended', () => {
  const progress = followCompilation(2)
  const first = progress.at(0)
  expect(first.percent).toBe(0)
  progress.read('[5/15] Building CXX object mtmd.dir/Unity/unity_projector_cxx.cxx.o', 60)
  progress.read('[6/15] Building CXX object mtmd.dir/tools/mtmd/mtmd-helper.cpp.o', 60)
  const slow = progress.at(60)
  expect(slow.secondsLeft).toBeGreaterThan(first.secondsLeft)
  expect(progress.at(600).percent).toBe(95)
})

test('make prints a unit when it begins, so it counts when the next ones have begun', () => {
  const ninja = followCompilation(1)
  const make = followCompilation(1)
  ninja.read('[5/15] Building CXX object unity_routes_cxx.cxx.o', 10)
  make.read('[ 33%] Building CXX object unity_routes_cxx.cxx.o', 10)
  expect(make.at(10).secondsLeft).toBeGreaterThan(ninja.at(10).secondsLeft)
})
