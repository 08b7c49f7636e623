import { CaratError } from '../../../platform/carat-error.ts'
import type { ImportFormat } from './foreign-conversation.ts'
import { carat } from './formats/carat.ts'
import { chatgpt } from './formats/chatgpt.ts'
import { jan } from './formats/jan.ts'
import { lmStudio } from './formats/lm-studio.ts'
import { openWebui } from './formats/open-webui.ts'
import type { ImportArchive } from './import-archive.ts'

/** The surest first: names that only one program gives, then what is inside. */
const formats: readonly ImportFormat[] = [carat, lmStudio, jan, chatgpt, openWebui]

/** @throws CaratError `IMPORT_UNKNOWN` */
export async function recognise(archive: ImportArchive): Promise<ImportFormat> {
  for (const format of formats) if (await format.recognises(archive)) return format
  throw new CaratError('IMPORT_UNKNOWN', { name: archive.name })
}
