import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By name: in the same order on every machine, whatever an earlier run found slow. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1))
  }
}

// One story after the other: the local AWS and the browser share two cores. They share a process, too, so
// that it is loaded once, and a browser, of which each story has contexts of its own.
export default defineConfig({
  test: {
    include: ['stories/**/*.test.ts'],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    isolate: false,
    // Node 20 has WebSockets only when asked.
    execArgv: ['--experimental-websocket'],
    // Each wait has a limit of its own, which says what was waited for.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})
