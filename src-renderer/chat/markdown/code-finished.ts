import { createContext } from 'react'

/** Whether the block around a piece of code is written to its end; colours wait for that. */
export const CodeFinished = createContext(true)
