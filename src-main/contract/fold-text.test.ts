import { expect, test } from 'vitest'
import { findFolded, foldText, parseQuery } from './fold-text.ts'

const found = (text: string, ...words: string[]) =>
  findFolded(text, words.map(foldText)).map(({ start, end }) => text.slice(start, end))

test('case, width and composition make no difference', () => {
  expect(foldText('ＣＡＲＡＴ　カﾞ')).toBe('carat ガ')
  expect(foldText('e\u0301té')).toBe('été')
  expect(foldText('ΟΔΟΣ ὁδός')).toBe('οδοσ ὁδόσ')
  expect(foldText('❤️')).toBe(foldText('❤'))
  expect(foldText('\u1112\u1161\u11AB')).toBe('한')
  expect(foldText('a \n\t b\0c')).toBe('a b c')
})

test('a hit is where it stands in the text as it was written', () => {
  expect(found('Ｔｈｅ ＣＡＲＡＴ！', 'carat')).toEqual(['ＣＡＲＡＴ'])
  expect(found('un e\u0301te\u0301, un étage', 'été')).toEqual(['e\u0301te\u0301'])
  expect(found('ﾀﾞﾝｽ と ダンス', 'ダンス')).toEqual(['ﾀﾞﾝｽ', 'ダンス'])
  expect(found('一座花园。花 园', '花园')).toEqual(['花园'])
  expect(found('two  lines\nof it', 'lines of')).toEqual(['lines\nof'])
  expect(found('👩‍🌾🌾 and 🌾', '🌾')).toEqual(['🌾', '🌾', '🌾'])
  expect(found('３㎏ of it', 'kg')).toEqual(['㎏'])
  expect(found('garden gardens', 'garden', 'gardens')).toEqual(['garden', 'gardens'])
  expect(found('', 'x')).toEqual([])
  expect(found('abc', '')).toEqual([])
})

test('a query is words, all of them, and phrases', () => {
  expect(parseQuery('Red  CIRCLE red')).toEqual(['red', 'circle'])
  expect(parseQuery('"red circle" 花园')).toEqual(['red circle', '花园'])
  expect(parseQuery('“红色 圆形”　天')).toEqual(['红色 圆形', '天'])
  expect(parseQuery('see "red cir')).toEqual(['see', 'red cir'])
  expect(parseQuery('"')).toEqual(['"'])
  expect(parseQuery('NEAR( * AND ""')).toEqual(['near(', '*', 'and'])
  expect(parseQuery('  ')).toEqual([])
})
