import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkout } from '../../harness/checkout.ts'

const circle = readFileSync(resolve(checkout, 'e2e/fixtures/samples/red-circle.png'))

/** A picture that is in no store yet: bytes after its end make it another file. */
export const newPicture = () => Buffer.concat([circle, randomBytes(16)])
