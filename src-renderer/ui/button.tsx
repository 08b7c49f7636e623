import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-medium',
  outline: 'border border-line-strong bg-raised text-ink hover:bg-hover',
  quiet: 'text-ink-muted hover:bg-hover hover:text-ink',
  danger: 'border border-line-strong text-danger hover:bg-danger-soft',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks
}

/** A button with words. `primary` is for the one action a view is about. */
export function Button({ look = 'outline', className, ...button }: ButtonProps) {
  return (
    <button
      type="button"
      {...button}
      className={classNames(
        'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-control px-3 text-ui',
        'whitespace-nowrap transition-colors duration-100 select-none active:bg-pressed [&>svg]:shrink-0',
        'disabled:opacity-50 disabled:pointer-events-none',
        look === 'primary' && 'active:bg-accent-hover',
        looks[look],
        className,
      )}
    />
  )
}
