import { Tabs } from '@base-ui/react/tabs'
import type { LucideIcon } from 'lucide-react'
import {
  DatabaseBackup,
  Globe,
  Info,
  SlidersHorizontal,
  TextQuote,
  UserRoundPen,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  openSettings,
  setSettingsOpen,
  type SettingsSection,
  settingsSections,
  useView,
} from '../state/view-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { About } from './about.tsx'
import { GeneralSection } from './general-section.tsx'

const icons: Record<SettingsSection, LucideIcon> = {
  general: SlidersHorizontal,
  assistants: UserRoundPen,
  prompts: TextQuote,
  network: Globe,
  data: DatabaseBackup,
  about: Info,
}

/** Sections that come from features of their own. */
type OtherSections = Record<Exclude<SettingsSection, 'general' | 'about'>, ReactNode>

/** The settings, a section at a time. */
export function SettingsDialog(others: OtherSections) {
  const { t } = useTranslation()
  const open = useView((state) => state.settingsOpen)
  const section = useView((state) => state.settingsSection)
  const content: Record<SettingsSection, ReactNode> = {
    ...others,
    general: <GeneralSection />,
    about: <About />,
  }
  return (
    <Dialog
      size="tall"
      open={open}
      onOpenChange={setSettingsOpen}
      title={t('settings.title')}
      closeLabel={t('shell.close')}
    >
      <Tabs.Root
        value={section}
        onValueChange={(next: SettingsSection) => openSettings(next)}
        className="flex h-full flex-col"
      >
        <Tabs.List
          activateOnFocus
          aria-label={t('settings.title')}
          className="flex shrink-0 flex-wrap gap-1 border-b border-line px-2 py-1.5"
        >
          {settingsSections.map((name) => {
            const Icon = icons[name]
            return (
              <Tabs.Tab
                key={name}
                value={name}
                className="flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2.5 text-ui text-ink-muted hover:bg-hover focus-visible:-outline-offset-2 data-active:bg-pressed data-active:font-medium data-active:text-ink"
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden className="max-sm:hidden" />
                {t(`settings.sections.${name}`)}
              </Tabs.Tab>
            )
          })}
        </Tabs.List>
        {settingsSections.map((name) => (
          <Tabs.Panel
            key={name}
            value={name}
            // Some sections are longer than it: the place for a scroll bar is always kept.
            className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable] focus-visible:-outline-offset-2"
          >
            {content[name]}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Dialog>
  )
}
