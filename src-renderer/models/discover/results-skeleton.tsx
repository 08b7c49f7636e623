import { RowList } from '../library/row-list.tsx'

const rows = ['w-64', 'w-80', 'w-52', 'w-72', 'w-60', 'w-80']

/** The shape of results while the first ones are on their way, so that nothing moves when they come. */
export function ResultsSkeleton({ label }: { label: string }) {
  return (
    <div aria-hidden>
      <RowList label={label}>
        {rows.map((width, place) => (
          <li key={place} className="flex h-15.5 flex-col justify-center gap-2 px-3">
            <span className={`h-3 max-w-full rounded-small bg-pressed ${width}`} />
            <span className="h-2.5 w-96 max-w-full rounded-small bg-hover" />
          </li>
        ))}
      </RowList>
    </div>
  )
}
