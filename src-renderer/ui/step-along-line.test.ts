import { expect, test } from 'vitest'
import { stepAlongLine } from './step-along-line.ts'

test('what comes next is on the right, and on the left in mirrored lines', () => {
  const element = document.body.appendChild(document.createElement('div'))
  element.style.direction = 'ltr'
  expect(['ArrowLeft', 'ArrowRight', 'Enter'].map((key) => stepAlongLine(key, element))).toEqual([
    -1, 1, 0,
  ])
  element.style.direction = 'rtl'
  expect(['ArrowLeft', 'ArrowRight'].map((key) => stepAlongLine(key, element))).toEqual([1, -1])
})
