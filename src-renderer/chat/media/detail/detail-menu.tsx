import { Grid2x2, ScanSearch } from 'lucide-react'
import type { ComponentProps, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { type PictureDetail, pictureDetails } from '../../../../src-main/contract/messages.ts'
import type { Model } from '../../../../src-main/contract/models.ts'
import { type PictureSides, pictureViewsOf } from '../../../../src-main/contract/picture-views.ts'
import { Button } from '../../../ui/button.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { MenuItem, MenuLine, MenuPopup, MenuRoot, MenuTrigger } from '../../../ui/menu.tsx'
import { MenuChoices } from '../../../ui/menu-choices.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import type { DraftPicture } from '../../draft/draft.ts'
import { viewWords } from './view-words.ts'

interface DetailMenuProps {
  item: DraftPicture
  sides: PictureSides
  detail: PictureDetail
  model: Model
  onChange: (detail: PictureDetail) => void
  /** An option that is looked at before it is chosen; null when the menu closes. */
  onPreview?: (detail: PictureDetail | null) => void
  /** Opens the picture for choosing parts of it. */
  onLookCloser?: () => void
  /** `count` for a small button on the picture, `words` for one beside it. */
  look: 'count' | 'words'
  /** What the menu must not cover; the button if missing. */
  anchor?: RefObject<HTMLElement | null>
  className?: string
}

const icon = <Grid2x2 size={14} strokeWidth={1.75} aria-hidden />

interface CountButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  label: string
}

function CountButton({ label, className, children, ...button }: CountButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        {...button}
        aria-label={label}
        className={classNames(
          'inline-flex h-6 items-center gap-1 rounded-control bg-raised px-1.5 text-small text-ink-muted tabular-nums shadow-overlay hover:text-ink',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}

/** A button that tells how many views a picture is looked at as, and lets that be chosen. */
export function DetailMenu(props: DetailMenuProps) {
  const { item, sides, detail, model, look, anchor, className } = props
  const { onChange, onPreview, onLookCloser } = props
  const { t } = useTranslation('chat')
  const { closerLooks } = item
  const countOf = (one: PictureDetail) => pictureViewsOf(sides, { detail: one, closerLooks }).count
  const count = countOf(detail)
  const name = t('detail.of', {
    name: item.name,
    detail: t(`detail.${detail}`),
    views: t('detail.views', { count }),
  })
  return (
    <MenuRoot onOpenChange={(open) => open || onPreview?.(null)}>
      <MenuTrigger
        render={
          look === 'count' ? (
            <CountButton label={name} className={className}>
              {icon}
              {count}
            </CountButton>
          ) : (
            <Button aria-label={name} className={className}>
              {icon}
              {t(`detail.${detail}`)}
            </Button>
          )
        }
      />
      <MenuPopup align="start" side="top" anchor={anchor}>
        <MenuChoices
          label={t('detail.title')}
          value={detail}
          options={pictureDetails.map((value) => ({
            value,
            label: t(`detail.${value}`),
            hint: viewWords(t, countOf(value), model),
          }))}
          onChange={onChange}
          {...(onPreview && { onPreview })}
        />
        {onLookCloser ? (
          <>
            <MenuLine />
            <MenuItem icon={ScanSearch} onClick={onLookCloser}>
              {t('detail.lookCloser')}
            </MenuItem>
          </>
        ) : null}
      </MenuPopup>
    </MenuRoot>
  )
}
