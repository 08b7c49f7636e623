/**
 * Everything in a part of the page that could run, ask for something or lead somewhere it must not.
 * It stands by itself, so that a browser can be given it as it is. For tests alone.
 *
 * @param strict for what was written by a model, where Carat's own pictures and fields have no place
 */
export function findHarm(container: ParentNode, strict: boolean): string[] {
  const never =
    /^(script|style|link|meta|base|i?frame|fencedframe|portal|webview|object|embed|applet|template|foreignobject|feimage|animate|set|use)$/i
  const foreign = /^(img|image|picture|video|audio|source|track|map|area|select|textarea|form)$/i
  const asks =
    /^(on.*|srcset|srcdoc|poster|data|action|formaction|background|ping|xlink:href|cite|longdesc|manifest|popovertarget)$/i
  const safe = strict ? /^(https?:\/\/[^/]|mailto:)/ : /^(https?:\/\/[^/]|mailto:|blob:|#|\/)/

  const isHarm = (element: Element, { name, value }: Attr) => {
    if (name === 'class') return false
    if (name === 'style') return /url|import|expression|image-set|\\/i.test(value)
    if (name === 'href' || name === 'src')
      return !safe.test(value) || (strict && element.localName !== 'a')
    return asks.test(name)
  }
  const found: string[] = []
  for (const element of container.querySelectorAll('*')) {
    const tag = element.localName
    if (never.test(tag) || (strict && foreign.test(tag))) found.push(tag)
    for (const attribute of element.attributes)
      if (isHarm(element, attribute))
        found.push(`${tag} ${attribute.name}=${attribute.value.slice(0, 80)}`)
  }
  return found
}
