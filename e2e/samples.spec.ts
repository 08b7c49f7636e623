import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, startChat } from './harness/window.ts'

interface Sample {
  files: string[]
  question: string
  lang: 'en' | 'zh'
  answerContains: string[]
}

const samples = JSON.parse(readFileSync(sample('samples.json'), 'utf8')) as Sample[]
const isClip = ({ files }: Sample) => files.some((name) => /\.(mp4|webm)$/.test(name))

async function expectTrueAnswers(page: Page, questions: Sample[]) {
  for (const { files, question, answerContains } of questions)
    await test.step(`${files.join(' + ')}: ${question}`, async () => {
      await startChat(page)
      await attach(page, files.map(sample))
      const answer = await ask(page, question)
      for (const words of answerContains)
        expect.soft(answer.toLowerCase()).toContain(words.toLowerCase())
    })
}

test('every sample picture gets a true answer', async ({ app }) => {
  await expectTrueAnswers(
    await app.openWindow(),
    samples.filter((one) => !isClip(one)),
  )
})

test('every sample clip gets a true answer', async ({ app }) => {
  await expectTrueAnswers(await app.openWindow(), samples.filter(isClip))
})
