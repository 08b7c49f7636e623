import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { mathPlugins } from './math-plugins.ts'
import { renderBlock } from './render-block.tsx'

afterEach(cleanup)

const show = (source: string) => render(renderBlock(source, mathPlugins)).container

describe('Chinese text', () => {
  it('is strong where the stars touch Chinese punctuation', () => {
    const strong = show(
      '这是**重点：**内容，还有**“引用”**部分，`甲**“乙`，共**50%**的。',
    ).querySelectorAll('strong')
    expect([...strong].map((node) => node.textContent)).toEqual(['重点：', '“引用”', '50%'])
  })

  it('leaves code as it was written', () => {
    expect(show('`甲**“乙`').textContent).toBe('甲**“乙')
  })

  it('ends a bare address where Chinese punctuation begins', () => {
    const container = show('见 https://a.example/x。谢谢')
    expect(container.querySelector('a')?.getAttribute('href')).toBe('https://a.example/x')
    expect(container.textContent).toBe('见 https://a.example/x。谢谢')
  })
})

describe('dollars', () => {
  it('are prices when they do not touch a formula', () => {
    const container = show('It costs $5 and $10, or 5$ to 6$.')
    expect(container.querySelector('.katex')).toBeNull()
    expect(container.textContent).toBe('It costs $5 and $10, or 5$ to 6$.')
  })

  it('are maths when they do', () => {
    expect(show('面积是$\\pi r^2$。').querySelector('.katex')).not.toBeNull()
  })
})
