const clipNames = /\.(mp4|m4v|mov|qt|webm|mkv|3gp|avi|wmv|flv|mpe?g|m2ts|ogv)$/i
const knownContainers = /\.(mp4|m4v|mov|qt|webm|mkv|3gp)$/i

/** Whether a file is to be read as a clip; anything else is tried as a picture. */
export const isClip = ({ name, type }: Pick<File, 'name' | 'type'>) =>
  type.startsWith('video/') || (!type.startsWith('image/') && clipNames.test(name))

/** Whether a file's name promises a container that Carat reads, so that it must be damaged if not. */
export const promisesKnownContainer = (name: string) => knownContainers.test(name)

/** The kind of clip a name or type speaks of, such as `AVI`; empty if neither says. */
export function clipKind({ name, type }: Pick<File, 'name' | 'type'>): string {
  const kind = clipNames.exec(name)?.[1] ?? type.split('/')[1]?.replace(/^x-/, '') ?? ''
  return kind.toUpperCase()
}
