import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStickToBottom } from 'use-stick-to-bottom'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { choiceOf } from '../../../src-main/contract/context.ts'
import type { Message } from '../../../src-main/contract/messages.ts'
import { Button } from '../../ui/button.tsx'
import { ScrolledRows } from '../../ui/scrolled-rows.tsx'
import { ContextCut } from '../context/context-cut.tsx'
import { FindBar } from '../find/find-bar.tsx'
import { useFind } from '../find/use-find.ts'
import { useFindKeys } from '../find/use-find-keys.ts'
import { useRoomForBar } from '../find/use-room-for-bar.ts'
import { Announcer } from './announcer.tsx'
import { ConversationCommands } from './conversation-commands.tsx'
import { MessageRow } from './message-row.tsx'
import type { Conversation } from './use-conversation.ts'
import { useSoughtMessage } from './use-sought-message.ts'

/** Height of a usual message, in pixels, for those not measured yet. */
const USUAL_HEIGHT = 140
const BEYOND_VIEW = 800
/** Above the first message, in pixels. */
const SPACE_ABOVE = 16

interface ConversationViewProps {
  conversation: Conversation
  /** Model that writes the next attempt of a failed reply. */
  modelId: string | null
}

/**
 * The branch on view. Only what is near the view is in the document, so that ten thousand messages
 * open as fast as ten; it stays at the end while a reply grows, unless the user scrolled up.
 */
export function ConversationView({ conversation, modelId }: ConversationViewProps) {
  const { t } = useTranslation('chat')
  const { branch, grewAbove, live, versions } = conversation
  const busy = conversation.runningReplyId !== null
  const { scrollRef, contentRef, scrollToBottom, stopScroll, isAtBottom } = useStickToBottom({
    initial: 'instant',
    resize: 'instant',
  })
  const lastId = branch.at(-1)?.id
  const choice = useMemo(() => choiceOf(branch), [branch])
  const cut = choice ? branch.findIndex(({ id }) => id === choice.afterMessageId) : -1
  const firstReadId = cut < 0 ? undefined : branch[cut + 1]?.id
  const virtualizer = useRef<VirtualizerHandle>(null)
  const markedId = useSoughtMessage(conversation, virtualizer, stopScroll)
  const find = useFind({ conversation, scroller: scrollRef, virtualizer, onShow: stopScroll })
  const closeFind = useFindKeys(find)
  const { room, leastHeight } = useRoomForBar(find.open, scrollRef, isAtBottom)
  const above = SPACE_ABOVE + room
  // Before the list knows how high it is: it would draw the beginning first.
  useLayoutEffect(() => {
    const scroller = scrollRef.current
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }, [scrollRef])
  const seenLastId = useRef(lastId)
  useEffect(() => {
    if (seenLastId.current === lastId) return
    seenLastId.current = lastId
    void scrollToBottom('instant')
  }, [lastId, scrollToBottom])

  return (
    <div className="relative min-h-0 flex-1">
      {find.open ? <FindBar find={find} branched={versions.size > 0} onClose={closeFind} /> : null}
      <section
        ref={scrollRef}
        aria-label={t('conversation.name')}
        tabIndex={0}
        // The place of a scroll bar is kept at both sides: nothing moves aside when one comes.
        className="h-full overflow-y-auto outline-offset-[-2px] [scrollbar-gutter:stable_both-edges]"
      >
        <div
          ref={contentRef}
          className="pb-6"
          // A short conversation, too, can be scrolled by the room that the bar has above it.
          style={{ paddingTop: above, minHeight: leastHeight }}
        >
          <Virtualizer
            as={ScrolledRows}
            ref={virtualizer}
            data={branch}
            // What is on view stays where it is when earlier messages arrive above.
            shift={grewAbove}
            scrollRef={scrollRef}
            startMargin={above}
            itemSize={USUAL_HEIGHT}
            bufferSize={BEYOND_VIEW}
          >
            {(message: Message) => (
              <div
                key={message.id}
                data-message={message.id}
                data-found={message.id === markedId || undefined}
                className="transition-colors duration-300 data-found:bg-accent-soft"
              >
                {message.id === firstReadId ? (
                  <ContextCut messages={cut + 1} summary={choice?.summary ?? null} />
                ) : null}
                <MessageRow
                  message={message}
                  live={live}
                  modelId={modelId}
                  newest={message.id === lastId}
                  versions={versions.get(message.id)}
                  busy={busy}
                  unfold={message.id === find.currentId}
                />
              </div>
            )}
          </Virtualizer>
        </div>
      </section>
      {isAtBottom ? null : (
        <Button
          className="absolute inset-x-0 bottom-3 mx-auto w-fit bg-raised shadow-overlay"
          onClick={() => void scrollToBottom('instant')}
        >
          <ArrowDown size={16} strokeWidth={1.75} aria-hidden />
          {t('conversation.jump')}
        </Button>
      )}
      <ConversationCommands
        branch={branch}
        modelId={modelId}
        busy={busy}
        onShow={(place) => {
          stopScroll()
          virtualizer.current?.scrollToIndex(place, { align: 'nearest' })
        }}
      />
      <Announcer newest={branch.at(-1)} />
    </div>
  )
}
