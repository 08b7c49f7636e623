// Why this exists: `npm ci` removes all packages before it installs them, which is a calamity for
// whatever is running from them. So it is only called when what npm wrote down about the installed
// packages differs from the lockfile, however those packages came to be there.

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * Whether the installed packages are those of the lockfile. Optional ones may be missing: they
 * are for other systems.
 *
 * @param {Record<string, LockedPackage>} locked packages of `package-lock.json`, by path
 * @param {Record<string, LockedPackage> | null} installed the same of
 *   `node_modules/.package-lock.json`, which npm writes last; null if it is missing
 */
export function isInstalled(locked, installed) {
  if (!installed) return false
  const present = Object.entries(locked).every(
    ([path, { optional, version }]) =>
      path === '' || (!installed[path] && optional) || installed[path]?.version === version,
  )
  return present && Object.keys(installed).every((path) => path in locked)
}
