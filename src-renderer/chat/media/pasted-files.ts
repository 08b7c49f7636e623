/**
 * Pictures and clips on the clipboard. Text that was copied along with its picture (from a table or
 * a text program) is what people mean to paste, so then there are none.
 */
export function pastedFiles(clipboard: DataTransfer, pictureName: string): File[] {
  if (clipboard.types.includes('text/plain') && clipboard.getData('text/plain') !== '') return []
  return [...clipboard.files].map((file) => {
    // Browsers call every copied picture by this one name.
    if (file.name !== 'image.png') return file
    return new File([file], `${pictureName}.png`, { type: file.type })
  })
}
