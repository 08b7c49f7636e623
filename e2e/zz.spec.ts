import { readFileSync } from 'node:fs'
import { test } from './harness/test.ts'
import { ask, send, startChat, textOfReply } from './harness/window.ts'
const cpu = (pid: number) => readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map((x) => Math.round(Number(x) / 1e4) / 100).slice(0, 2)
for (const i of [1, 2, 3, 4])
test('debug' + i, async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Tell me a story.')
    await startChat(page)
    const slow = app.freezeEngines()
    const pid = app.enginePids()[0] ?? 0
    const reply = await send(page, 'Tell me a story.')
    const lines = []
    for (let n = 0; n < 25; n++) {
      const t = performance.now()
      const c0 = cpu(pid)
      slow.step()
      const t1 = performance.now() - t
      await new Promise((r) => setTimeout(r, 100))
      const c1 = cpu(pid)
      lines.push(`${t1.toFixed(1)}ms cpu ${(c1[0] - c0[0]).toFixed(2)} len ${(await textOfReply(reply).allInnerTexts()).join('').length}`)
    }
    process.stdout.write(i + '\n' + lines.join('\n') + '\n')
    slow.thaw()
})
