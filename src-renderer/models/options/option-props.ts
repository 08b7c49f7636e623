import type { LoadOptions } from '../../../src-main/contract/load-options.ts'

/** What every group of options takes: the options on view and a way to change some. */
export interface OptionProps {
  options: LoadOptions
  onChange: (change: Partial<LoadOptions>) => void
}
