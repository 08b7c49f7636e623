import { create } from 'zustand'
import type { ModelOrder } from './order-models.ts'

/** How the list is sorted, kept while the window is open. */
export const useModelOrder = create<{ order: ModelOrder }>(() => ({ order: 'used' }))

export const setModelOrder = (order: ModelOrder) => useModelOrder.setState({ order })
