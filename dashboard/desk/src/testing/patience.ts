import { configure } from '@testing-library/react'

// What is waited for comes by itself: a busy machine may take a while.
configure({ asyncUtilTimeout: 5_000 })
