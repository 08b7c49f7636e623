import { i18n } from '../../i18n/i18n.ts'

export type In = Record<'lng', string>

/** Words in the language of the window, and in English to be found by as well. */
export const inBoth = (say: (options: In) => string) => ({
  label: say({ lng: i18n.language }),
  also: say({ lng: 'en' }),
})
