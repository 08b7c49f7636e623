/** The next model's first control, or the one before: where the focus goes when a row goes. */
export function focusNeighbourOf(modelId: string): HTMLElement | boolean {
  const row = document.querySelector(`[data-model="${CSS.escape(modelId)}"]`)
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  return next?.querySelector<HTMLElement>('button') ?? true
}
