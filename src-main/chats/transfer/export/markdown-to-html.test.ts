import { expect, test } from 'vitest'
import { markdownToHtml as toHtml } from './markdown-to-html.ts'

const markdownToHtml = (text: string) => toHtml(text, 3)

test('words, lists, tables and code become what they mean', async () => {
  const html = await markdownToHtml(
    '# Title\n\n- a **b**\n- [x] c\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n```js\nlet a = "<b>"\n```\n',
  )
  expect(html).toContain('<h3>Title</h3>')
  expect(html).toContain('<strong>b</strong>')
  expect(html).toContain('<input type="checkbox" checked disabled>')
  expect(html).toContain('<td align="right">2</td>')
  expect(html).toContain(
    '<pre tabindex="0"><code class="language-js">let a = "&#x3C;b>"\n</code></pre>',
  )
})

test('maths becomes MathML, prices stay prices, and Chinese is read as it is written', async () => {
  const html = await markdownToHtml(
    '$a^2$ costs $5 and $10. **重点：**内容\n\n$$\n\\frac{1}{x}\n$$\n',
  )
  expect(html).toContain('<msup><mi>a</mi><mn>2</mn></msup>')
  expect(html).toContain('display="block"')
  expect(html).toContain('<mfrac><mn>1</mn><mi>x</mi></mfrac>')
  expect(html).toContain('costs $5 and $10.')
  expect(html).toContain('<strong>重点：</strong>内容')
  expect(html).not.toContain('style=')
})

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![pixel](https://evil.example/pixel.png)',
  '![](data:image/svg+xml;base64,PHN2Zz4=)',
  '[x](javascript:alert(1))',
  '[x](//evil.example/share)',
  '[x](file:///etc/passwd)',
  '[x](https://bank.example@evil.example/)',
  '[x](\u202ehttps://evil.example)',
  '<iframe src="https://evil.example"></iframe>',
  '<style>@import url(https://evil.example)</style>',
  '<svg><use href="https://evil.example#a"/></svg>',
  '<a href="https://evil.example" onclick="alert(1)">x</a>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example">',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\includegraphics{https://evil.example/a.png}$',
  '$\\htmlStyle{background:url(https://evil.example)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '```"><script>alert(1)</script>\ncode\n```',
]

test.each(hostile)('nothing runs or asks for anything: %s', async (text) => {
  const html = await markdownToHtml(text)
  expect(html).not.toMatch(/<(script|img|iframe|style|svg|use|meta|base|link|object|form)\b/i)
  expect(html).not.toMatch(/<[^>]*\s(on\w+|src|style|srcset|action|data|xlink:href)=/i)
  for (const [, href] of html.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^https:\/\//)
})
