import { expect, test } from 'vitest'
import { directionOf, languageName, resolveLanguage } from './language-facts.ts'

test('languages are called what their speakers call them', () => {
  expect(['en', 'zh-CN', 'ar', 'fr', 'pt-BR'].map(languageName)).toEqual([
    'English',
    '简体中文',
    'العربية',
    'Français',
    'Português (Brasil)',
  ])
})

test('lines begin where the script has them begin', () => {
  expect(['en', 'zh-CN', 'ar', 'he', 'fa', 'ur'].map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'rtl',
  ])
})

test('the system’s first language that is there is shown', () => {
  const available = ['en', 'zh-CN', 'ar']
  expect(resolveLanguage('system', available, ['fr', 'ar-EG', 'en'])).toBe('ar')
  expect(resolveLanguage('system', available, ['zh-HK'])).toBe('zh-CN')
  expect(resolveLanguage('system', available, ['fr'])).toBe('en')
})

test('a chosen language that is there no more gives way to the system’s', () => {
  expect(resolveLanguage('ar', ['en', 'ar'], ['en'])).toBe('ar')
  expect(resolveLanguage('ar', ['en', 'zh-CN'], ['zh-CN', 'en'])).toBe('zh-CN')
})
