import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

interface GpuMaker {
  name: string
  /** The libraries its driver brings, any of which will do; by platform. */
  libraries: Partial<Record<NodeJS.Platform, readonly string[]>>
}

const vulkan: GpuMaker['libraries'] = { linux: ['libvulkan.so.1'], win32: ['vulkan-1.dll'] }

/** Makers of GPUs that the engine can use, by their PCI vendor ids; virtual displays are not among them. */
const makers: Readonly<Record<string, GpuMaker>> = {
  '0x10de': {
    name: 'NVIDIA',
    libraries: { linux: ['libcuda.so.1', 'libvulkan.so.1'], win32: ['nvcuda.dll'] },
  },
  '0x1002': { name: 'AMD', libraries: vulkan },
  '0x8086': { name: 'Intel', libraries: vulkan },
}

/** PCI class of graphics: VGA, 3D and other display controllers. */
const DISPLAY_CLASS = '0x03'

/**
 * Why the engine uses no GPU, in the system's own words, when there is one; null when none was found.
 * Only Linux tells its hardware without a driver; elsewhere a GPU without one is not found.
 *
 * @param devicesFolder where Linux lists what is on the PCI bus.
 */
export async function explainMissingGpu(
  devicesFolder = '/sys/bus/pci/devices',
): Promise<string | null> {
  const vendors = process.platform === 'linux' ? await listDisplayVendors(devicesFolder) : []
  const found = Object.entries(makers).filter(([id]) => vendors.includes(id))
  const problems = found.map(([, maker]) => `${maker.name}: ${explain(maker)}`)
  return problems.length > 0 ? problems.join('; ') : null
}

async function listDisplayVendors(folder: string): Promise<string[]> {
  const devices = await readdir(folder).catch(() => [])
  const vendors = devices.map(async (device) => {
    const read = (file: string) => readFile(path.join(folder, device, file), 'utf8').catch(() => '')
    const [kind, vendor] = await Promise.all([read('class'), read('vendor')])
    return kind.startsWith(DISPLAY_CLASS) ? [vendor.trim()] : []
  })
  return (await Promise.all(vendors)).flat()
}

function explain({ libraries }: GpuMaker): string {
  const words = (libraries[process.platform] ?? []).map(tryLibrary)
  if (words.includes(null)) return 'its driver is here, but offers no GPU that the engine can use'
  return words.join('; ')
}

/** Null when the system can load a library, or what it says when it cannot. */
function tryLibrary(name: string): string | null {
  try {
    process.dlopen({ exports: {} }, name)
    return null
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    // The system loaded it, and Node complains that it is not one of its own modules.
    return words.includes('did not self-register') ? null : words
  }
}
