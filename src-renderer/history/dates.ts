/** A day and a time, as the language writes them. */
export const formatMoment = (at: number, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
