/** Whether the system said this of a file, e.g. `EXDEV`. */
export const isErrorCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code
