/** Lists of conversations, archives, and pictures, also under the names ChatGPT gives them. */
const kinds = /\.(jsonl?|zip|png|jpe?g|webp|gif|avif|bmp|hei[cf]|dat)$|^file[-_][^.]*$/i

/**
 * Whether a file of a chosen folder can be part of an export. The folder may be all that a program has,
 * with models of many gigabytes, and everything that is chosen is copied before it is looked at.
 */
export const belongsToExport = ({ name }: Pick<File, 'name'>) =>
  kinds.test(name) && !name.startsWith('.')
