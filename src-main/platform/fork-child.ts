import { type ChildProcess, fork } from 'node:child_process'
import type { ChildExit, ChildHandle, ChildPort } from './host.ts'

/**
 * Variables a child may know: where things are, which language, and which graphics hardware to
 * use. Everything else stays here, because shells are full of tokens and keys.
 */
const PASSED_ON = new RegExp(
  '^(PATH|HOME|USER|LANG|LANGUAGE|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|USERPROFILE|LOCALAPPDATA|' +
    'APPDATA|PROGRAMFILES|PROGRAMDATA|NUMBER_OF_PROCESSORS|CARAT_LOG|LD_LIBRARY_PATH|' +
    '(LC|XDG|CUDA|NVIDIA|GGML|LLAMA|VK|GGML_VK|MESA|HIP|HSA|ROCR|ROCM|OMP)_.*)$',
  'i',
)

/**
 * Starts a module as a Node process of its own. Messages are structured clones, its standard error
 * is ours, and it hears `disconnect` when this process ends, however it ends.
 *
 * @param modulePath absolute path of the module.
 */
export function forkChild(modulePath: string): ChildHandle {
  const child = fork(modulePath, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name))),
    // A debugger's or test runner's flags are for this process only.
    execArgv: [],
  })
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.on('error', (error) => {
      // `error` also reports a failed send; only without a process id did it fail to start.
      if (child.pid === undefined) resolve({ code: null, signal: error.message })
    })
  })
  return { port: portOf(child), exited, kill: () => void child.kill('SIGKILL') }
}

function portOf(child: ChildProcess): ChildPort {
  return {
    postMessage(message) {
      // A channel may close between the check and the write; `exited` is where that shows.
      if (child.connected) child.send(message as object, () => {})
    },
    on(event: string, listener: (event: { data: unknown }) => void) {
      if (event === 'message') child.on('message', (data) => listener({ data }))
      else child.once('disconnect', () => listener({ data: undefined }))
    },
  }
}
