import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadConfig } from './session/config'
import { UserPool } from './session/oauth'
import { Session } from './session/session'
import { App } from './shell/app'
import { applyTheme } from './shell/theme'
import { preferredLanguage, speak } from './words/words'
import './styles.css'

applyTheme()
const root = createRoot(document.getElementById('root') as HTMLElement)

async function begin(): Promise<void> {
  const [config] = await Promise.all([loadConfig(), speak(preferredLanguage())])
  const session = new Session(new UserPool(config))
  root.render(
    <StrictMode>
      <App config={config} session={session} />
    </StrictMode>,
  )
}

begin().catch((error: unknown) => {
  root.render(<p role="alert">Baton cannot start: {String(error)}</p>)
})
