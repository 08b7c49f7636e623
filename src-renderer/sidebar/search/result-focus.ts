const results = () => [...document.querySelectorAll<HTMLElement>('[data-result]')]

/** Goes to the first result; false while there is none. */
export function focusFirstResult(): boolean {
  const [first] = results()
  first?.focus()
  return first !== undefined
}

/** Goes up or down among the results, from the first one back to the field. */
export function moveAmongResults(from: Element, step: 1 | -1): void {
  const all = results()
  const place = all.findIndex((one) => one === from) + step
  const field = document.querySelector<HTMLElement>('[role="search"] input')
  if (place < 0) field?.focus()
  else all[Math.min(place, all.length - 1)]?.focus()
}
