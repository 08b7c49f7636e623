import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClipPart } from '../../../../src-main/contract/messages.ts'
import { useAnswering } from '../../../rpc/answering.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { useMeasures } from '../../context/context-store.ts'
import { type DraftClip, NEW_CHAT } from '../../draft/draft.ts'
import { changeItem, useDrafts } from '../../draft/draft-store.ts'
import { pickAgain, stopPicking } from '../attach-files.ts'
import { withoutFrame, withRemoved } from '../clip/change-frames.ts'
import type { ClipSettings } from '../clip/clip-settings.ts'
import { sameSettings, tokensPerFrame } from '../clip/clip-settings.ts'
import { sourceOf } from '../clip/clip-source.ts'
import { clipTime } from '../clip/clip-time.ts'
import { problemText } from '../problem-text.ts'
import { ClipPreview } from './clip-preview.tsx'
import { ClipTimeline } from './clip-timeline.tsx'
import { PickBar } from './pick-bar.tsx'
import { PickSettings } from './pick-settings.tsx'
import { PickedFrames } from './picked-frames.tsx'

interface ClipEditorProps {
  draftKey: string
  item: DraftClip
  onClose: () => void
}

/** Tokens a frame costs the model that is chosen now: measured, or what is usual for it. */
function useTokensPerFrame(draftKey: string, itemKey: string) {
  const measured = useMeasures(({ measures }) => measures[draftKey]?.byFrame[itemKey])
  const { model } = useAnswering(draftKey === NEW_CHAT ? null : draftKey)
  return measured ?? tokensPerFrame(model)
}

/** Why the last picking of other frames failed, in words. */
function PickProblem({ draftKey, itemKey }: { draftKey: string; itemKey: string }) {
  const { t } = useTranslation('chat')
  const problem = useDrafts(({ drafts }) =>
    drafts[draftKey]?.problems.find(({ key }) => key === itemKey),
  )
  return (
    <div role="alert" className="empty:hidden">
      {problem ? (
        <p className="rounded-card bg-danger-soft px-3 py-2 text-ui text-danger">
          {problemText(t, problem)}
        </p>
      ) : null}
    </div>
  )
}

interface EditorProps extends ClipEditorProps {
  clip: ClipPart['data']
}

/** Changes which frames of a clip are sent. What is being picked goes on when it is closed. */
function Editor({ draftKey, item, clip, onClose }: EditorProps) {
  const { t } = useTranslation('chat')
  const cost = useTokensPerFrame(draftKey, item.key)
  const [edited, setEdited] = useState<ClipSettings | null>(null)
  /** Where the handle stands that was moved last. */
  const [shown, setShown] = useState<number | null>(null)
  const [announced, setAnnounced] = useState('')
  const source = sourceOf(item.key)
  const settings = edited ?? item.settings
  const picking = item.picking === true
  const changed = !picking && !!edited && !!item.settings && !sameSettings(edited, item.settings)
  const edit = (next: ClipSettings) => {
    setEdited(next)
    if (picking) stopPicking(draftKey, item)
  }
  const remove = (place: number) => {
    const time = clipTime(clip.frames[place]?.seconds ?? 0)
    changeItem<DraftClip>(draftKey, item, withoutFrame(item, place))
    setAnnounced(t('clipEditor.removed', { time }))
  }
  const pick = async (chosen: ClipSettings) => {
    setAnnounced(t('clipEditor.started'))
    const choice = { settings: chosen, tokensPerFrame: cost }
    const finished = await pickAgain(draftKey, item, choice)
    setAnnounced(finished ? t('clipEditor.finished') : '')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      size="tall"
      title={t('clipEditor.title', { name: item.name })}
      closeLabel={t('close')}
      footer={
        <PickBar
          fraction={picking ? item.fraction : null}
          changed={changed}
          onPick={source && settings ? () => void pick(settings) : null}
          onStop={() => stopPicking(draftKey, item)}
          onDone={onClose}
        />
      }
    >
      <div className="flex flex-col gap-5 p-4">
        <PickProblem draftKey={draftKey} itemKey={item.key} />
        {source && settings ? (
          <>
            <ClipTimeline
              startSeconds={settings.startSeconds}
              endSeconds={settings.endSeconds}
              durationSeconds={clip.durationSeconds}
              frames={clip.frames.map(({ seconds }) => seconds)}
              onChange={(stretch) => {
                const startMoved = stretch.startSeconds !== settings.startSeconds
                setShown(startMoved ? stretch.startSeconds : stretch.endSeconds)
                edit({ ...settings, ...stretch })
              }}
            />
            <div className="flex flex-wrap gap-4">
              <ClipPreview file={source.file} seconds={shown ?? settings.startSeconds} />
              <PickSettings
                settings={settings}
                source={source}
                tokensPerFrame={cost}
                onChange={edit}
              />
            </div>
          </>
        ) : (
          <p className="rounded-card bg-sunken px-3 py-2 text-ui text-ink-muted">
            {t('clipEditor.fileGone')}
          </p>
        )}
        <PickedFrames
          clip={clip}
          removed={item.removed?.length ?? 0}
          tokensPerFrame={cost}
          onRemove={remove}
          onPutBack={() => changeItem<DraftClip>(draftKey, item, withRemoved(item))}
        />
        <div role="status">
          <VisuallyHidden>{announced}</VisuallyHidden>
        </div>
      </div>
    </Dialog>
  )
}

/** The editor of a clip whose frames are there. */
export function ClipEditor({ item, ...props }: ClipEditorProps) {
  return item.clip ? <Editor {...props} item={item} clip={item.clip} /> : null
}
