import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../ui/class-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { modalArea, useModal } from '../ui/modal.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { matchGroups } from './match-groups.ts'
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'

interface PaletteListProps {
  groups: readonly PaletteGroup[]
  /** What is always offered for the words that were written, after what was found. */
  fallback: (words: string) => PaletteEntry
  onChoose: (entry: PaletteEntry) => void
}

function Line({
  entry,
  onChoose,
}: {
  entry: PaletteEntry
  onChoose: (entry: PaletteEntry) => void
}) {
  const { icon: Icon, keys, label } = entry
  return (
    <Autocomplete.Item
      value={entry}
      className="flex min-h-8 items-center gap-2.5 rounded-control px-2.5 py-1 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2"
      onClick={() => onChoose(entry)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-muted" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Autocomplete.Item>
  )
}

function PaletteList({ groups, fallback, onChoose }: PaletteListProps) {
  const { t } = useTranslation('commands')
  const [words, setWords] = useState('')
  const found = matchGroups(groups, words)
  const last =
    words.trim() === '' ? [] : [{ label: t('groups.search'), entries: [fallback(words)] }]
  const shown = [...found, ...last].map(({ label, entries }) => ({ label, items: entries }))
  const count = shown.reduce((sum, { items }) => sum + items.length, 0)
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={shown}
      itemToStringValue={({ label }: PaletteEntry) => label}
      value={words}
      onValueChange={(next, { reason }) => {
        if (reason !== 'item-press') setWords(next)
      }}
    >
      <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4.5">
        <Search size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-muted" />
        <Autocomplete.Input
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          spellCheck={false}
          className="h-12 min-w-0 flex-1 bg-transparent text-body outline-hidden"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain scroll-py-8">
        <Autocomplete.List className="p-2 pt-0">
          {(group: (typeof shown)[number]) => (
            <Autocomplete.Group key={group.label} items={group.items}>
              <Autocomplete.GroupLabel className="sticky top-0 bg-raised px-2.5 pt-3 pb-1 text-small text-ink-muted select-none">
                {group.label}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: PaletteEntry) => <Line key={entry.id} entry={entry} onChoose={onChoose} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <Autocomplete.Status>
        <VisuallyHidden>{t('palette.count', { count })}</VisuallyHidden>
      </Autocomplete.Status>
    </Autocomplete.Root>
  )
}

interface CommandPaletteProps extends Omit<PaletteListProps, 'onChoose'> {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/**
 * Everything there is to go to and to do, found by a few letters. What was chosen is run once the
 * palette is gone and the focus is back, so that it can move the focus itself.
 */
export function CommandPalette({ open, onOpenChange, ...list }: CommandPaletteProps) {
  const { t } = useTranslation('commands')
  const chosen = useRef<PaletteEntry | null>(null)
  useModal(open)
  const choose = (entry: PaletteEntry) => {
    chosen.current = entry
    onOpenChange(false)
  }
  const finish = () => {
    const entry = chosen.current
    chosen.current = null
    if (entry) setTimeout(entry.run)
  }
  return (
    <Dialog.Root
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(nowOpen) => {
        if (!nowOpen) finish()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className={classNames(modalArea, 'pt-[min(7rem,10vh)] pb-2')}>
          <Dialog.Popup className="pointer-events-auto flex max-h-[min(30rem,80vh)] min-h-0 w-[36rem] max-w-[calc(100vw-1rem)] flex-col overflow-hidden rounded-overlay bg-raised text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Dialog.Title className="sr-only">{t('names.palette')}</Dialog.Title>
            <PaletteList {...list} onChoose={choose} />
            <Dialog.Close className="sr-only">{t('palette.close')}</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
