// Why this exists: some registries lag behind with the platform packages of a release. npm then
// writes a lockfile with holes, which installs here and fails on the systems that are missing.
import { readFileSync } from 'node:fs'

/** @type {Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }>} */
const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages

const holes = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
  Object.keys(optionalDependencies ?? {})
    .filter((name) => !isLocked(path, name))
    .map((name) => `${path || 'package.json'} needs ${name}, which has no entry`),
)
// Addresses of the registry somebody happened to use do not belong in the repository.
const addresses = Object.entries(packages)
  .filter(([, { resolved }]) => resolved?.startsWith('http'))
  .map(([path]) => `${path} names a registry`)

/**
 * Looks where Node would: beside the package, then in each folder above.
 * @param {string} path
 * @param {string} name
 */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/'))) {
    const prefix = folder && !folder.endsWith('/') ? `${folder}/` : folder
    if (packages[`${prefix}node_modules/${name}`]) return true
    if (!folder.includes('node_modules/')) return false
  }
}

for (const fault of [...holes, ...addresses]) process.stderr.write(`package-lock.json: ${fault}\n`)
process.exitCode = holes.length + addresses.length > 0 ? 1 : 0
