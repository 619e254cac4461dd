import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { type Key, useWords } from '../words/words'

const HABITS = [
  [['J', 'K'], 'help.move'],
  [['Enter'], 'help.open'],
  [['T'], 'help.take'],
  [['R'], 'help.reply'],
  [['N'], 'help.note'],
  [['E'], 'help.close'],
  [['B'], 'help.bot'],
  [['Ctrl/⌘ Enter'], 'help.send'],
  [['Ctrl/⌘ K'], 'help.palette'],
  [['?'], 'help.help'],
] as const satisfies readonly (readonly [readonly string[], Key])[]

export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog open onOpenChange={onClose} title={t('help.title')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {HABITS.map(([keys, text]) => (
          <div key={text} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
