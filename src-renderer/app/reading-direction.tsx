import { DirectionProvider } from '@base-ui/react/direction-provider'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf } from '../i18n/language-facts.ts'

/** Tells menus, sliders and tabs which way the arrow keys and the lines go in this language. */
export function ReadingDirection({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  return <DirectionProvider direction={directionOf(i18n.language)}>{children}</DirectionProvider>
}
