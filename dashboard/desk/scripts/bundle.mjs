// Prints what the first load costs, gzipped, and fails above the budget. The first load is the page,
// its entry, what the entry imports at once, the styles, and the start page's own chunks.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 200 * 1024
const START_PAGE = 'src/escalations/page.tsx'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const files = new Set(['index.html'])

const add = (key) => {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`the build has no ${key}`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const next of chunk.imports ?? []) add(next)
}
add('index.html')
add(START_PAGE)

let total = 0
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
  total += size
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${file}`)
}
console.log(
  `${(total / 1024).toFixed(1).padStart(8)} KB  first load, gzipped (budget ${BUDGET / 1024} KB)`,
)
if (total > BUDGET) {
  console.error('first load is over its budget')
  process.exit(1)
}
