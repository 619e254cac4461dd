// Weighs what a website's visitors download, and fails where it is too much.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const MOST_BYTES = 35 * 1024

const whole = readFileSync(new URL('../dist/widget.js', import.meta.url))
const bytes = gzipSync(whole, { level: 9 }).length
process.stdout.write(`widget.js: ${bytes} bytes gzipped of ${MOST_BYTES} (${whole.length} plain)\n`)
if (bytes > MOST_BYTES) {
  process.stderr.write('the widget is too heavy\n')
  process.exit(1)
}
