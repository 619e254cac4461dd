type Attributes = Readonly<Record<string, string | undefined>>

/** Makes an element. Words become text nodes, never markup. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  set(element, attributes)
  element.append(...children)
  return element
}

/** Sets attributes, and takes away those without a value; touches only what differs. */
export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name)
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
}

/** Sets an element's words, if they differ: screen readers speak of changes. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

const SVG = 'http://www.w3.org/2000/svg'

/** A drawing of one stroke, which says nothing to a screen reader. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  set(svg, { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' })
  const drawn = document.createElementNS(SVG, 'path')
  set(drawn, { d: path })
  svg.append(drawn)
  return svg
}

/** The drawings. */
export const ICONS = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-8.5 8.4 8.6 8.6 0 0 1-3.8-.9L3 21l1.9-5.6a8.3 8.3 0 0 1-.9-3.9A8.4 8.4 0 0 1 12.5 3 8.4 8.4 0 0 1 21 11.5z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M5 12l7-7 7 7',
  clip: 'M21 11.5l-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9',
  file: 'M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8zM14 3v5h5',
  down: 'M12 5v14M5 12l7 7 7-7',
} as const
