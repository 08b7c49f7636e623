import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { explainMissingGpu } from './explain-missing-gpu.ts'

/** A folder in which Linux lists what is on the PCI bus. */
function listDevices(devices: { kind: string; vendor: string }[]): string {
  const folder = temporaryFolder()
  for (const [index, { kind, vendor }] of devices.entries()) {
    const device = join(folder, `0000:00:0${index}.0`)
    mkdirSync(device)
    writeFileSync(join(device, 'class'), `${kind}\n`)
    writeFileSync(join(device, 'vendor'), `${vendor}\n`)
  }
  return folder
}

test('says nothing where there is no GPU, or only a virtual display', async () => {
  const virtual = { kind: '0x030000', vendor: '0x1af4' }
  const network = { kind: '0x020000', vendor: '0x8086' }
  expect(await explainMissingGpu(listDevices([virtual, network]))).toBeNull()
  expect(await explainMissingGpu(join(temporaryFolder(), 'missing'))).toBeNull()
})

test('names the maker and what its driver lacks, where the system tells its hardware', async () => {
  const found = await explainMissingGpu(listDevices([{ kind: '0x030200', vendor: '0x10de' }]))
  const words = process.platform === 'linux' ? /^NVIDIA: .*(libcuda\.so\.1|driver)/ : /^nothing$/
  expect(found ?? 'nothing').toMatch(words)
})
