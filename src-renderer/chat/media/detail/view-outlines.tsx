import type { PictureSides, PictureViews } from '../../../../src-main/contract/picture-views.ts'

interface ViewOutlinesProps {
  sides: PictureSides
  views: Pick<PictureViews, 'crops' | 'closerLooks'>
}

/**
 * The parts of a picture that are looked at on their own, drawn over it. Fills its parent and lies
 * on the picture where the parent shows all of it, as large as it can and in the middle.
 */
export function ViewOutlines({ sides, views }: ViewOutlinesProps) {
  const { crops, closerLooks } = views
  const parts = [
    ...crops.map((crop) => ({ ...crop, dashes: '5 3' })),
    ...closerLooks.map((look) => ({ ...look, dashes: undefined })),
  ]
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${sides.width} ${sides.height}`}
      className="pointer-events-none absolute inset-0 size-full"
    >
      {parts.map(({ left, top, width, height, dashes }, place) => {
        const box = { x: left, y: top, width, height, vectorEffect: 'non-scaling-stroke' } as const
        return (
          <g key={place} fill="none">
            <rect {...box} className="stroke-raised" strokeWidth={4} />
            <rect {...box} className="stroke-focus" strokeWidth={2} strokeDasharray={dashes} />
          </g>
        )
      })}
    </svg>
  )
}
