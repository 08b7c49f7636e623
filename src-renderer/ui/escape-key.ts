import { isComposing } from './is-composing.ts'

/** Overlays that Escape closes, and fields where it takes back what was typed. */
const owners =
  '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], input:not([role=searchbox]), textarea'

/** Whether a key is Escape and nothing within the page has a use for it. */
export function isEscapeForPage(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return false
  return !(event.target instanceof Element && event.target.closest(owners))
}
