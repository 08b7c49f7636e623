import type { ReactNode } from 'react'
import { SnapshotsGroup } from './snapshots-group.tsx'

/** What is kept of the conversations, and the ways back; other groups of data follow below. */
export function DataSection({ children }: { children?: ReactNode }) {
  return (
    <>
      <SnapshotsGroup />
      {children}
    </>
  )
}
