import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { isLive } from '../live/escalations'
import { Kbd } from '../ui/kbd'
import { contactName } from '../words/contact'
import { LANGUAGES, type Language, speak, useWords } from '../words/words'
import { useOfferedCommands } from './commands'
import { useDesk, useEscalations } from './context'
import { setTheme, THEMES } from './theme'

const row =
  'flex min-h-9 cursor-default items-center gap-3 rounded-md px-3 py-1.5 data-[selected=true]:bg-primary-soft data-[selected=true]:text-on-primary-soft'
const MOST = 50

/** Everything that can be done from here, by name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { session, api, queries } = useDesk()
  const { book } = useEscalations()
  const offered = useOfferedCommands()
  const act = (run: () => void) => () => {
    onClose()
    run()
  }
  const live = [...book.values()]
    .map((entry) => entry.value)
    .filter(isLive)
    .slice(0, MOST)
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={t('palette.open')}
      overlayClassName="fixed inset-0 z-40 bg-black/45"
      contentClassName="fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border bg-surface shadow-xl"
    >
      <Command.Input
        placeholder={t('palette.placeholder')}
        className="h-12 w-full border-b bg-transparent px-4 outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted">
        <Command.Empty className="p-4 text-center text-muted">{t('palette.empty')}</Command.Empty>
        <Command.Group heading={t('palette.actions')}>
          {offered.map((command) => (
            <Command.Item key={command.id} className={row} onSelect={act(command.run)}>
              <span className="flex-1">{command.label}</span>
              {command.keys && <Kbd>{command.keys}</Kbd>}
            </Command.Item>
          ))}
          {(['online', 'away', 'offline'] as const).map((presence) => (
            <Command.Item
              key={presence}
              className={row}
              onSelect={act(
                () =>
                  void api
                    .setPresence(presence)
                    .then(() => queries.invalidateQueries({ queryKey: ['me'] })),
              )}
            >
              {t('palette.presence', { presence: t(`presence.${presence}`) })}
            </Command.Item>
          ))}
          {THEMES.map((theme) => (
            <Command.Item key={theme} className={row} onSelect={act(() => setTheme(theme))}>
              {t('palette.theme', { theme: t(`theme.${theme}`) })}
            </Command.Item>
          ))}
          {(Object.keys(LANGUAGES) as Language[]).map((language) => (
            <Command.Item key={language} className={row} onSelect={act(() => void speak(language))}>
              {t('palette.language', { language: LANGUAGES[language] })}
            </Command.Item>
          ))}
          <Command.Item className={row} onSelect={act(() => void session.signOut())}>
            {t('agent.sign_out')}
          </Command.Item>
        </Command.Group>
        {live.length > 0 && (
          <Command.Group heading={t('nav.escalations')}>
            {live.map((one) => (
              <Command.Item
                key={one.id}
                value={`#${one.ticket} ${one.contact.name ?? ''} ${one.contact.address}`}
                className={row}
                onSelect={act(
                  () =>
                    void navigate({
                      to: '/conversations/$id',
                      params: { id: one.conversation_id },
                    }),
                )}
              >
                <span className="text-muted tabular-nums">#{one.ticket}</span>
                <bdi className="flex-1 truncate">{contactName(one.contact, one.channel, t)}</bdi>
                <span className="text-xs">{t(`status.${one.status}`)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  )
}
