import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { optionIdOf, type PromptMenuState } from './use-prompt-menu.ts'

/** Prompts to choose from, above the message; the keys for it are pressed in the message box. */
export function PromptMenu({ menu }: { menu: PromptMenuState }) {
  const { t } = useTranslation('presets')
  const { active, choose, found, listId, open, point } = menu
  const activeId = optionIdOf(listId, active)
  useEffect(() => {
    if (open) document.getElementById(activeId)?.scrollIntoView?.({ block: 'nearest' })
  }, [activeId, open])
  return (
    <>
      <span role="status">
        {open ? <VisuallyHidden>{t('menu.count', { count: found.length })}</VisuallyHidden> : null}
      </span>
      {open ? (
        <div
          id={listId}
          role="listbox"
          aria-label={t('menu.list')}
          className="absolute inset-x-0 bottom-full z-30 mb-1.5 max-h-[min(20rem,45vh)] overflow-y-auto rounded-overlay bg-raised p-1 text-ui shadow-overlay"
        >
          {found.map((prompt, place) => (
            <button
              key={prompt.id}
              type="button"
              tabIndex={-1}
              id={optionIdOf(listId, place)}
              role="option"
              aria-selected={place === active}
              className={classNames(
                'block w-full rounded-small px-2.5 py-1.5 text-start select-none forced-colors:aria-selected:outline-2',
                place === active && 'bg-hover',
              )}
              onPointerMove={() => point(place)}
              // The box keeps the focus, and a virtual keyboard stays open.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(prompt)}
            >
              <span className="block truncate font-medium">{prompt.name}</span>
              <span className="block truncate text-small text-ink-muted">{prompt.text}</span>
            </button>
          ))}
        </div>
      ) : null}
    </>
  )
}
