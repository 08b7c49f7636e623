import { parseArgs } from 'node:util'

export interface WebHostOptions {
  /** 0 picks a free port. */
  port: number
  dataFolder: string | undefined
  /** Show the window in the default browser. */
  openBrowser: boolean
}

export const usage = `Usage: carat [--port N] [--data-dir DIR] [--no-open]

  --port N        answer on this port of 127.0.0.1 (0, the default, picks a free one)
  --data-dir DIR  keep conversations and models here
  --no-open       do not open a browser, only print the link
`

/**
 * Reads the command line of the web host.
 *
 * @throws Error with words for the terminal.
 */
export function parseOptions(args: string[]): WebHostOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      'data-dir': { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not '${values.port}'`)
  return { port, dataFolder: values['data-dir'], openBrowser: !values['no-open'] }
}
