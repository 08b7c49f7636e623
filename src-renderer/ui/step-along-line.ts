/**
 * Which way an arrow key goes along the line that an element is in: 1 to what comes next, -1 back;
 * 0 for any other key. In Arabic and Hebrew what comes next is on the left.
 */
export function stepAlongLine(key: string, element: Element): -1 | 0 | 1 {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return 0
  const mirrored = getComputedStyle(element).direction === 'rtl'
  return (key === 'ArrowRight') === mirrored ? -1 : 1
}
