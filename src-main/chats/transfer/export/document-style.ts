/** The whole look of an exported document: the window's colours, for screens and for paper. */
export const documentStyle = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#ffffff, #1b1b1b);
  --sunken: light-dark(#f4f4f2, #262626);
  --line: light-dark(#e7e7e4, #2f2f2f);
  --line-strong: light-dark(#d2d2ce, #444444);
  --ink: light-dark(#1d1d1b, #ececea);
  --muted: light-dark(#575752, #b0b0ac);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Liberation Mono',
    'PingFang SC', 'Microsoft YaHei', 'Noto Sans Mono CJK SC', monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 2.5rem 1.5rem 4rem;
  max-width: 49rem;
  background: var(--canvas);
  color: var(--ink);
  font: 0.9375rem/1.6 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans',
    'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei',
    'Noto Sans CJK SC', sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.35; margin: 0; }
.title { font-size: 1.375rem; }
.time { color: var(--muted); font-size: 0.75rem; font-weight: 400; }
nav { margin-top: 1.25rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.625rem; }
nav h2 { font-size: 0.8125rem; color: var(--muted); margin-bottom: 0.25rem; }
nav ol { margin: 0; padding-inline-start: 1.5rem; }
.conversation + .conversation, nav + .conversation { margin-top: 3rem; padding-top: 2.5rem; border-top: 1px solid var(--line); }
.message { margin-top: 1.75rem; }
.speaker { font-size: 0.8125rem; display: flex; gap: 0.6em; align-items: baseline; }
.user > .said { margin-top: 0.375rem; padding: 0.625rem 0.875rem; background: var(--sunken); border-radius: 0.625rem; }
.plain { white-space: pre-wrap; margin: 0; }
.said > * + * { margin-top: 0.75em; }
.ending { color: var(--muted); font-style: italic; }
.reply { margin-top: 0.375rem; }
.reply :is(p, ul, ol, blockquote, pre, h1, h2, h3, h4, h5, h6, hr, table) { margin: 0 0 0.75em; }
.reply > :last-child, .reply li > :last-child, .reply blockquote > :last-child { margin-bottom: 0; }
.reply li > :is(ul, ol) { margin: 0.25em 0 0; }
.reply h3, .several .reply h4 { font-size: 1.2em; }
.reply h4, .several .reply h5 { font-size: 1.1em; }
.reply :is(h5, h6), .several .reply h6 { font-size: 1em; }
.reply ul, .reply ol { padding-inline-start: 1.6em; }
.reply li:has(> input, > p > input) { list-style: none; margin-inline-start: -1.4em; }
blockquote { margin: 0; padding-inline-start: 0.875em; border-inline-start: 2px solid var(--line-strong); color: var(--muted); }
hr { border: 0; border-top: 1px solid var(--line); }
a { color: inherit; text-underline-offset: 0.2em; text-decoration-color: var(--line-strong); }
code, .text { font-family: var(--mono); font-size: 0.8125rem; line-height: 1.55; tab-size: 4; }
code { padding: 0.1em 0.3em; border-radius: 0.25rem; background: var(--sunken); }
pre { overflow-x: auto; padding: 0.75rem; border-radius: 0.625rem; background: var(--sunken); overflow-wrap: normal; }
pre code { padding: 0; background: none; }
table { border-collapse: collapse; font-size: 0.95em; overflow-wrap: normal; display: block; overflow-x: auto; }
th, td { padding: 0.375em 0.75em; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th { border-bottom-color: var(--line-strong); }
th:first-child, td:first-child { padding-inline-start: 0; }
th[align='right'], td[align='right'] { text-align: end; }
th[align='center'], td[align='center'] { text-align: center; }
span:has(> math[display='block']) { display: block; margin-bottom: 0.75em; }
math[display='block'] { overflow-x: auto; overflow-y: hidden; padding: 0.25em 0; }
figure { margin: 0; }
figcaption, summary { color: var(--muted); font-size: 0.75rem; margin-top: 0.25rem; }
summary { cursor: default; margin: 0; }
img { display: block; max-width: 100%; max-height: 32rem; border-radius: 0.4375rem; }
.frames { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.5rem; }
.frames img { width: 100%; }
.text { white-space: pre-wrap; margin: 0.5rem 0 0; max-height: 24rem; overflow: auto; }
.gone { color: var(--muted); font-size: 0.8125rem; }
footer { margin-top: 3rem; color: var(--muted); font-size: 0.75rem; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .user > .said, pre, code { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .conversation + .conversation, nav + .conversation { break-before: page; border: 0; margin: 0; padding: 0; }
  .speaker { break-after: avoid; }
  img, tr, .frames figure { break-inside: avoid; }
  img { max-height: 16cm; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .text { max-height: none; }
  table { display: table; }
}
`
