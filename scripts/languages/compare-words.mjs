// Why this exists: says what a language lacks beside English, key by key, so that a translator knows
// what is left and a mistake in a placeholder is found before a user sees it.

/** @typedef {{ [key: string]: string | Tree }} Tree */
/**
 * @typedef {object} Comparison
 * @property {Record<string, string>} missing Keys that are not translated, with the English words.
 * @property {string[]} faults Keys that are wrong, and how.
 * @property {number} total Keys there are in this language when it is complete.
 */

const PLURAL = /_(zero|one|two|few|many|other)$/

/**
 * Every sentence by its path.
 *
 * @param {Tree} tree
 * @param {string} path
 * @returns {[string, string][]}
 */
export const sentencesOf = (tree, path = '') =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [/** @type {[string, string]} */ ([`${path}${key}`, value])]
      : sentencesOf(value, `${path}${key}.`),
  )

/**
 * The forms a language has for numbers, such as `one` and `other`. `many` of the Romance languages
 * is for millions only, and `other` serves there as well.
 *
 * @param {string} tag
 */
export function pluralForms(tag) {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  const latin = ['ca', 'es', 'fr', 'it', 'pt'].includes(new Intl.Locale(tag).language)
  return latin ? forms.filter((form) => form !== 'many') : forms
}

/**
 * Names between the braces; a language may format the same value in another way.
 *
 * @param {string} sentence
 */
const placeholders = (sentence) =>
  [...sentence.matchAll(/{{\s*([^},\s]+)[^}]*}}/g)].map(([, name = '']) => name)

/**
 * The keys a language needs: those of English, with the plural forms of the language itself.
 *
 * @param {Tree} english
 * @param {string} tag
 */
function neededKeys(english, tag) {
  const words = new Map(sentencesOf(english))
  const needed = new Map()
  for (const [key, sentence] of words) {
    const base = key.replace(PLURAL, '')
    const plural = base !== key && words.has(`${base}_other`)
    if (!plural) needed.set(key, sentence)
    else if (key === `${base}_other`)
      for (const form of pluralForms(tag))
        needed.set(`${base}_${form}`, words.get(`${base}_${form}`) ?? sentence)
  }
  return { words, needed }
}

/**
 * @param {Tree} english
 * @param {Tree} other
 * @param {string} tag
 * @returns {Comparison}
 */
export function compareWords(english, other, tag) {
  const { words, needed } = neededKeys(english, tag)
  const given = new Map(sentencesOf(other))
  const missing = Object.fromEntries([...needed].filter(([key]) => !given.has(key)))
  const faults = [...given].flatMap(([key, sentence]) => {
    // A form for nothing may always be given.
    const model = needed.get(key) ?? words.get(key) ?? words.get(key.replace(/_zero$/, '_other'))
    if (model === undefined) return [`${key}: English has no such key`]
    if (!needed.has(key) && PLURAL.test(key) && !key.endsWith('_zero'))
      return [`${key}: ${tag} has no such plural form (it has ${pluralForms(tag).join(', ')})`]
    if (sentence.trim() === '') return [`${key}: empty`]
    return faultsOfPlaceholders(key, sentence, model)
  })
  return { missing, faults, total: needed.size }
}

/**
 * @param {string} key
 * @param {string} sentence
 * @param {string} model
 */
function faultsOfPlaceholders(key, sentence, model) {
  const had = new Set(placeholders(sentence))
  const wanted = new Set(placeholders(model))
  // “Looking at the picture” needs no number, in any language.
  if (PLURAL.test(key)) for (const names of [had, wanted]) names.delete('count')
  const lacks = [...wanted].filter((name) => !had.has(name)).map((name) => `lacks {{${name}}}`)
  const extra = [...had]
    .filter((name) => !wanted.has(name))
    .map((name) => `has unknown {{${name}}}`)
  const wrong = [...lacks, ...extra]
  return wrong.length > 0 ? [`${key}: ${wrong.join(', ')}`] : []
}

/**
 * Flat keys as the nested JSON a language file is.
 *
 * @param {Record<string, string>} flat
 */
export function nested(flat) {
  /** @type {Tree} */
  const tree = {}
  for (const [key, value] of Object.entries(flat)) {
    const path = key.split('.')
    const last = path.pop() ?? ''
    let place = tree
    for (const part of path) place = /** @type {Tree} */ (place[part] ??= {})
    place[last] = value
  }
  return tree
}
