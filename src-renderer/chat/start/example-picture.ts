const SIDE = 336

/** Draws a red circle on white, for a first question without any file at hand. */
export function drawExamplePicture(name: string): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const pen = canvas.getContext('2d')
  if (pen) {
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, SIDE, SIDE)
    pen.fillStyle = '#dc1e1e'
    pen.beginPath()
    pen.arc(SIDE / 2, SIDE / 2, SIDE * 0.3, 0, 2 * Math.PI)
    pen.fill()
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((picture) => {
      if (picture) resolve(new File([picture], name, { type: 'image/png' }))
      else reject(new Error('The example picture could not be drawn'))
    }, 'image/png')
  })
}
