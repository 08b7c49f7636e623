import { expect, test } from 'vitest'
import type { Failure } from '../../src-main/contract/errors.ts'
import { failures } from '../../src-main/contract/errors.ts'
import { failedStep, stepsOf } from './test-steps.ts'

const unreachable = (reason: string) =>
  ({ code: 'HOST_UNREACHABLE', data: { host: 'h', reason, detail: '' } }) as Failure

test('every way not to reach a host ends at a step', () => {
  for (const reason of failures.HOST_UNREACHABLE.shape.reason.options)
    expect(failedStep(unreachable(reason)), reason).not.toBeNull()
  expect(failedStep(unreachable('dns'))).toBe('name')
  expect(failedStep(unreachable('tls'))).toBe('security')
})

test('a refused account got as far as can be', () => {
  const data = { repository: 'h', reason: 'bad-token', pageUrl: 'https://h' } as const
  expect(failedStep({ code: 'HUB_ACCESS', data })).toBe('access')
  expect(failedStep({ code: 'OFFLINE', data: {} })).toBeNull()
})

test('steps that did not happen are not shown', () => {
  expect(stepsOf('connection', true)).toEqual(['name', 'connection', 'security', 'answer'])
  expect(stepsOf('answer', false)).toEqual(['name', 'connection', 'answer'])
  expect(stepsOf('access', true).at(-1)).toBe('access')
})
