// Writes src/api/schema.d.ts from docs/openapi.json; with --check, says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../../docs/openapi.json', import.meta.url)
const target = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url))

const types = await openapiTS(JSON.parse(readFileSync(source, 'utf8')), {
  // What the API calls an object may hold anything.
  emptyObjectsUnknown: true,
})
const text = `// Generated from docs/openapi.json by \`npm run generate\`. Do not edit.\n\n${astToString(types)}`

if (process.argv.includes('--check')) {
  let present = ''
  try {
    present = readFileSync(target, 'utf8')
  } catch {
    // Absent is stale.
  }
  if (present !== text) {
    console.error('src/api/schema.d.ts is stale: run `npm run generate -w desk` in dashboard/')
    process.exit(1)
  }
  console.log('client: fresh')
} else {
  writeFileSync(target, text)
  console.log('client: written')
}
