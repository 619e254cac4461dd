import { Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import { currentSound, SOUNDS, setSound } from '../live/arrivals'
import { Button } from '../ui/button'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu'
import { LANGUAGES, type Language, speak, useWords } from '../words/words'
import { useDesk, useMe } from './context'
import { setTheme, THEMES, useTheme } from './theme'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')

/** Who is signed in, and how they like their desk. */
export default function AgentMenu({ onHelp }: { onHelp: () => void }) {
  const { t, language } = useWords()
  const { session } = useDesk()
  const me = useMe()
  const theme = useTheme()
  const [sound, setShown] = useState(currentSound)
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon">
          <span className="grid size-7 place-content-center rounded-full bg-primary-soft text-xs font-semibold text-on-primary-soft">
            {initials(me.name)}
          </span>
          <span className="sr-only">{t('agent.menu', { name: me.name })}</span>
        </Button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="font-medium">{me.name}</p>
        <p className="text-xs text-muted">
          {me.email} · {t(`role.${me.role}`)}
        </p>
      </div>
      <MenuSeparator />
      <MenuLabel>{t('theme.label')}</MenuLabel>
      <MenuChoices
        value={theme}
        onChoose={setTheme}
        choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
      <MenuLabel>{t('sound.label')}</MenuLabel>
      <MenuChoices
        value={sound}
        onChoose={(next) => {
          setSound(next)
          setShown(next)
        }}
        choices={SOUNDS.map((value) => ({ value, label: t(`sound.${value}`) }))}
      />
      <MenuLabel>{t('language.label')}</MenuLabel>
      <MenuChoices
        value={language}
        onChoose={(next: Language) => void speak(next)}
        choices={(Object.keys(LANGUAGES) as Language[]).map((value) => ({
          value,
          label: <span lang={value}>{LANGUAGES[value]}</span>,
        }))}
      />
      <MenuSeparator />
      <MenuItem onSelect={onHelp}>
        <Keyboard aria-hidden="true" />
        {t('help.title')}
      </MenuItem>
      <MenuItem onSelect={() => void session.signOut()}>
        <LogOut aria-hidden="true" />
        {t('agent.sign_out')}
      </MenuItem>
    </Menu>
  )
}
