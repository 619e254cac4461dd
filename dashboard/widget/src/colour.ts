const WHITE = '#ffffff'
const BLACK = '#111111'

/** Black or white, whichever is easier to read on `#rgb` or `#rrggbb`; nothing on anything else. */
export function onColour(colour: string): string | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour)
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  const parts = short?.slice(1).map((it) => it + it) ?? long?.slice(1)
  if (parts === undefined) return undefined
  const own = luminance(parts.map((it) => Number.parseInt(it, 16)))
  return 1.05 / (own + 0.05) >= (own + 0.05) / 0.055 ? WHITE : BLACK
}

/** WCAG's relative luminance. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
