import { useTranslation } from 'react-i18next'
import { RowList } from '../library/row-list.tsx'

/** The shape of the recommendation and the catalogue while they are judged. */
export function CatalogueSkeleton() {
  const { t } = useTranslation('discover')
  return (
    <>
      <p role="status" className="sr-only">
        {t('fit.checking')}
      </p>
      <div aria-hidden className="flex flex-col gap-5">
        <div className="h-38 rounded-card border border-line bg-sunken" />
        <span className="h-5 w-40 rounded-small bg-pressed" />
        <RowList label="">
          {[0, 1, 2, 3, 4].map((row) => (
            <li key={row} className="flex h-21 flex-col justify-center gap-2 px-3">
              <span className="h-3 w-40 rounded-small bg-pressed" />
              <span className="h-2.5 w-96 max-w-full rounded-small bg-hover" />
              <span className="h-2.5 w-72 max-w-full rounded-small bg-hover" />
            </li>
          ))}
        </RowList>
      </div>
    </>
  )
}
