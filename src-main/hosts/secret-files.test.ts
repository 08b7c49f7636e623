import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createSecretFiles, unsealed } from './secret-files.ts'

test('a secret comes back after a restart, is private, and can be forgotten', async () => {
  const folder = temporaryFolder()
  await createSecretFiles(folder, unsealed).write('token', 'hf_secret')
  const secrets = createSecretFiles(folder, unsealed)
  expect(await secrets.read('token')).toBe('hf_secret')
  expect(readdirSync(join(folder, 'secrets'))).toEqual(['token'])
  if (process.platform !== 'win32')
    expect(statSync(join(folder, 'secrets', 'token')).mode & 0o077).toBe(0)
  await secrets.write('token', null)
  expect(await secrets.read('token')).toBe(null)
})

test('what cannot be unsealed reads as none, and names are not paths', async () => {
  const folder = temporaryFolder()
  const sealing = {
    ...unsealed,
    unseal: () => Promise.reject(new Error('another computer sealed this')),
  }
  const secrets = createSecretFiles(folder, sealing)
  await secrets.write('token', 'hf_secret')
  expect(await secrets.read('token')).toBe(null)
  writeFileSync(join(folder, 'outside'), 'x')
  await expect(secrets.read('../outside')).rejects.toThrow('not a name')
})
