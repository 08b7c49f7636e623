import { ImagePlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { openChat } from '../../state/view-store.ts'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { NEW_CHAT } from '../draft/draft.ts'
import { draftOf, writeText } from '../draft/draft-store.ts'
import { attachFiles } from '../media/attach-files.ts'
import { chooseFiles } from '../media/choose-files.ts'
import { StartFolder } from './start-folder.tsx'
import { sendExample } from './send-example.ts'

const prompts = {
  demo: ['start.demo.who', 'start.demo.story', 'start.demo.count'],
  pictures: ['start.pictures.describe', 'start.pictures.text', 'start.pictures.compare'],
  text: ['start.text.explain', 'start.text.write', 'start.text.plan'],
} as const

function promptsFor(model: Model | undefined) {
  if (model?.demo) return prompts.demo
  return model?.pictures === false ? prompts.text : prompts.pictures
}

/** Words that are longer than a narrow window is wide take a second line. */
const wrapping = 'h-auto! min-h-8 max-w-full py-1 whitespace-normal!'

interface StartViewProps {
  model: Model | undefined
  /** Below the place for pictures, which it does not move. */
  card: ReactNode
  /** Called when a prompt was written into the message box. */
  onWritten: () => void
}

/** A new conversation before its first message: what can be looked at, and how to begin. */
export function StartView({ model, card, onWritten }: StartViewProps) {
  const { t } = useTranslation('chat')
  const offered = promptsFor(model)
  const [busy, setBusy] = useState(false)
  const tryExample = async (modelId: string) => {
    setBusy(true)
    const chatId = await sendExample(modelId, t)
    setBusy(false)
    if (chatId !== null) openChat(chatId)
  }
  // What was written before stays, unless it is another of these examples.
  const write = (prompt: (typeof offered)[number]) => {
    const { text } = draftOf(NEW_CHAT)
    const own = offered.some((other) => t(other) === text) ? '' : text
    writeText(NEW_CHAT, [own, t(prompt)].filter(Boolean).join('\n'))
    onWritten()
  }
  const choose = async () => attachFiles(NEW_CHAT, await chooseFiles())
  return (
    <section
      aria-label={t('conversation.name')}
      className={classNames(
        'flex min-h-0 flex-1 flex-col overflow-y-auto px-6 max-sm:px-4',
        // What goes on below fades out above the message box, and is not cut off by it.
        'after:pointer-events-none after:sticky after:bottom-0 after:-mt-6 after:h-6 after:shrink-0',
        'after:bg-linear-to-t after:from-canvas after:to-transparent forced-colors:after:hidden',
      )}
    >
      <div className="m-auto flex w-full max-w-md flex-col gap-5 py-8 short:gap-4 short:pt-4 short:pb-6">
        <h1 className="text-center text-display font-semibold">{t('start.title')}</h1>
        <StartFolder />
        {model?.pictures === false ? null : (
          <div className="flex flex-col items-center gap-3 rounded-overlay border border-dashed border-line-strong px-6 py-7 text-center short:py-4">
            <ImagePlus
              size={24}
              strokeWidth={1.5}
              aria-hidden
              className="text-ink-muted short:hidden"
            />
            <p className="text-body text-balance text-ink-muted">{t('start.drop')}</p>
            <div className="flex flex-wrap justify-center gap-2">
              <Button className={wrapping} onClick={() => void choose()}>
                {t('start.choose')}
              </Button>
              {model ? (
                <Button
                  className={wrapping}
                  disabled={busy}
                  onClick={() => void tryExample(model.id)}
                >
                  <span aria-hidden className="size-3 shrink-0 rounded-full bg-danger" />
                  {t('start.tryExample')}
                </Button>
              ) : null}
            </div>
          </div>
        )}
        {card}
        <ul
          aria-label={t('start.prompts')}
          className="flex flex-col short:flex-row short:flex-wrap short:justify-center short:gap-1.5"
        >
          {offered.map((prompt) => (
            <li key={prompt} className="min-w-0">
              <button
                type="button"
                className={classNames(
                  'w-full rounded-control px-3 py-2 text-start text-body text-ink-muted hover:bg-hover hover:text-ink',
                  'short:min-h-7 short:rounded-full short:border short:border-line-strong short:py-0.5 short:text-ui',
                )}
                onClick={() => write(prompt)}
              >
                {t(prompt)}
              </button>
            </li>
          ))}
        </ul>
        <p className="text-center text-small text-ink-faint">{t('composer.hint')}</p>
      </div>
    </section>
  )
}
