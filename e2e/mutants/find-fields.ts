/** A number in a header that other bytes depend on, or that a model is built by. */
export interface Field {
  kind:
    | 'version'
    | 'tensor-count'
    | 'entry-count'
    | 'key-length'
    | 'value-type'
    | 'text-length'
    | 'list-length'
    | 'number'
    | 'name-length'
    | 'rank'
    | 'side'
    | 'tensor-type'
    | 'offset'
  at: number
  /** 1, 2, 4 or 8. */
  width: number
}

/** Where a text stands. */
export interface Text {
  kind: 'key' | 'name' | 'text'
  at: number
  length: number
}

const TEXT = 8
const LIST = 9
const widths = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8]

/** Walks a header that is known to be good, with none of Carat's code, and says what stands where. */
export function findFields(bytes: Buffer): { fields: Field[]; texts: Text[]; headerEnd: number } {
  const fields: Field[] = []
  const texts: Text[] = []
  let at = 4

  const take = (kind: Field['kind'], width: number) => {
    fields.push({ kind, at, width })
    const value = width === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, width)
    at += width
    return value
  }
  const takeText = (kind: Text['kind'], lengthKind: Field['kind']) => {
    const length = take(lengthKind, 8)
    texts.push({ kind, at, length })
    at += length
  }
  const takeValue = (type: number) => {
    if (type === TEXT) takeText('text', 'text-length')
    else take('number', widths[type]!)
  }

  take('version', 4)
  const tensors = take('tensor-count', 8)
  const entries = take('entry-count', 8)
  for (let entry = 0; entry < entries; entry += 1) {
    takeText('key', 'key-length')
    const type = take('value-type', 4)
    if (type !== LIST) takeValue(type)
    else {
      const itemType = take('value-type', 4)
      const length = take('list-length', 8)
      for (let item = 0; item < length; item += 1) takeValue(itemType)
    }
  }
  for (let tensor = 0; tensor < tensors; tensor += 1) {
    takeText('name', 'name-length')
    const rank = take('rank', 4)
    for (let side = 0; side < rank; side += 1) take('side', 8)
    take('tensor-type', 4)
    take('offset', 8)
  }
  return { fields, texts, headerEnd: at }
}
