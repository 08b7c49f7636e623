import { expect, test } from 'vitest'
import { findSameModel } from './find-same-model.ts'
import type { StoredModel } from './stored-model.ts'

const model = (id: string, fingerprint: string | null, sha256: string | null) =>
  ({
    id,
    rootId: 'root',
    removal: null,
    hidden: false,
    fingerprint,
    files: [{ role: 'weights', part: 0, sha256 }],
  }) as unknown as StoredModel

const models = [model('one', 'f1', 'a'), model('two', 'f2', null), model('three', null, null)]

test.each([
  ['its id', { id: 'three', fingerprint: 'f1', sha256: 'a' }, 'three'],
  ['its hash', { id: 'elsewhere', fingerprint: null, sha256: 'a' }, 'one'],
  ['its fingerprint where a hash is not known', { id: 'x', fingerprint: 'f2', sha256: 'b' }, 'two'],
  ['no fingerprint when hashes differ', { id: 'x', fingerprint: 'f1', sha256: 'b' }, null],
  ['nothing where nothing is noted', { id: 'x', fingerprint: null, sha256: null }, null],
])('a model is known by %s', (_, noted, expected) => {
  expect(findSameModel(models, noted)).toBe(expected)
})
