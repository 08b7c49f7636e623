import { PRESET_TEXT_LIMIT } from '../../../src-main/contract/presets.ts'
import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { openPresets } from '../../state/edited-preset.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { showToast } from '../../ui/toast.tsx'

const NAME_LENGTH = 40

/** The beginning of the first line, by letters as people see them. */
function nameFor(text: string): string {
  const [line = ''] = text.trim().split('\n')
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  if (letters.length <= NAME_LENGTH) return line
  return `${letters
    .slice(0, NAME_LENGTH - 1)
    .join('')
    .trimEnd()}…`
}

/** Keeps the words of a message as a prompt, and offers to open it. */
export const savePrompt = (text: string) =>
  orTellFailure(async () => {
    const t = i18n.getFixedT(null, 'presets')
    const id = crypto.randomUUID()
    const name = nameFor(text)
    await rpc.presets.savePrompt({ id, name, text: text.slice(0, PRESET_TEXT_LIMIT) })
    showToast({
      text: t('save.done', { name }),
      name,
      action: { label: t('save.edit'), run: () => openPresets('prompt', id) },
    })
  })
