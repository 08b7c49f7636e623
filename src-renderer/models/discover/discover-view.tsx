import { useEffect, useRef } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { DiscoverLists } from './discover-lists.tsx'
import { useDiscover } from './discover-store.ts'
import { RepositoryView } from './repository-view.tsx'

/** Finding and judging models: the lists, or one repository in their place. */
export function DiscoverView() {
  const opened = useDiscover((state) => state.opened)
  const origin = useRef<Element | null>(null)
  const wasOpen = useRef(opened !== null)

  // The lists stay as they were behind a repository, with the focus where it was.
  useEffect(() => {
    if (opened === null && wasOpen.current && origin.current instanceof HTMLElement)
      origin.current.focus()
    wasOpen.current = opened !== null
  }, [opened])

  return (
    <>
      <div
        className={classNames(
          'h-full overflow-y-auto [scrollbar-gutter:stable]',
          opened !== null && 'hidden',
        )}
        onFocus={({ target }) => {
          origin.current = target
        }}
      >
        <DiscoverLists />
      </div>
      {opened ? (
        <div
          key={`${opened.ref.source} ${opened.ref.repository}`}
          className="h-full overflow-y-auto [scrollbar-gutter:stable]"
        >
          <RepositoryView opened={opened} />
        </div>
      ) : null}
    </>
  )
}
