/** One question and, where there are any, what was shown with it. */
export interface FidelityPrompt {
  text: string
  /** Sample pictures, shown before the words. */
  pictures?: readonly string[]
  /** The pictures are frames of a clip, one a second. */
  clip?: boolean
  /** Asked next in the same conversation. */
  followUp?: string
}

const pictured: FidelityPrompt[] = [
  { pictures: ['red-circle.png'], text: 'What is in this image?', followUp: 'What colour is it?' },
  { pictures: ['red-circle.png'], text: '图里是什么？' },
  { pictures: ['red-circle.png'], text: 'Is there a blue star?' },
  { pictures: ['red-circle.png'], text: 'Answer as JSON.' },
  { pictures: ['two-shapes-black-640x480.jpg'], text: 'Describe the picture.' },
  { pictures: ['two-shapes-black-640x480.jpg'], text: 'How many shapes are there?' },
  { pictures: ['two-shapes-black-640x480.jpg'], text: 'What is on the left?' },
  { pictures: ['portrait-triangle.png'], text: 'What is in this picture?' },
  { pictures: ['pink-heart.webp'], text: 'Describe this image.' },
  { pictures: ['exif-rotated.jpg'], text: 'Where is the triangle?' },
  { pictures: ['transparent-ring.png'], text: 'What shape is it?' },
  { pictures: ['transparent-ring.png'], text: 'What colour is it?' },
  { pictures: ['wide-diamond-1280x720.jpg'], text: 'What colour is the diamond?' },
  { pictures: ['wide-diamond-1280x720.jpg'], text: 'What is in the image?' },
  { pictures: ['three-shapes.png'], text: 'Describe the image.', followUp: '有几个图形？' },
  { pictures: ['three-shapes.png'], text: '有几个图形？' },
]

const several: FidelityPrompt[] = [
  { pictures: ['before.png', 'after.png'], text: 'What changed between the images?' },
  { pictures: ['before.png', 'after.png'], text: 'Compare the images.' },
  { pictures: ['red-circle.png', 'portrait-triangle.png'], text: 'What is in each image?' },
  { pictures: ['pink-heart.webp', 'three-shapes.png'], text: 'What is in each image?' },
  {
    pictures: ['red-circle.png', 'portrait-triangle.png', 'pink-heart.webp'],
    text: 'What is in the third image?',
  },
]

const frames: FidelityPrompt[] = [
  { clip: true, pictures: ['before.png', 'after.png'], text: 'What happens in the video?' },
  { clip: true, pictures: ['after.png', 'before.png'], text: '视频里发生了什么？' },
  {
    clip: true,
    pictures: ['red-circle.png', 'red-circle.png', 'pink-heart.webp'],
    text: 'Describe the video.',
    followUp: 'What happens in the video?',
  },
]

/** Words alone; these are also asked of the engine for models without pictures. */
export const worded: readonly FidelityPrompt[] = [
  'Hello',
  'Who are you?',
  'Tell me a story.',
  'Count to 10.',
  'Count to 60.',
  '你好',
  '你是谁？',
  '给我讲个故事。',
  '从1数到10。',
  'What can you see?',
  'Is a circle round?',
  'What colours do you know?',
  'Name three shapes.',
  'Good morning! How are you today?',
  'Thank you.',
  'Answer as JSON.',
  'Write a poem about a red square.',
  'Wie heißt du?',
  'Qu’est-ce que tu vois ?',
  '¿Qué hora es?',
  'これは何ですか？',
  'ما اسمك؟',
  '🙂 🟥 🔵',
  'Line one\nLine two\n\n  indented\n\tand a tab',
  '1 + 1 = ?',
  'a'.repeat(400),
].map((text) => ({ text }))

/** Fifty questions: words, one picture, several pictures, frames of clips. */
export const fidelityPrompts: readonly FidelityPrompt[] = [
  ...pictured,
  ...several,
  ...frames,
  ...worded,
]
