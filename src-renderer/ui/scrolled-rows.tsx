import type { CustomContainerComponentProps } from 'virtua'

/**
 * What holds the rows of a virtual list. The list would have nothing in it answer to the pointer
 * while it is scrolled: that is passed on to every element, so each beginning and end of scrolling,
 * which while a reply grows is many times a second, would style all of them anew.
 */
export const ScrolledRows = ({ style, ...rows }: CustomContainerComponentProps) => (
  <div {...rows} style={{ ...style, pointerEvents: undefined }} />
)
