import type { Session } from '../session/session'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useWords } from '../words/words'

/** The sign-in ended while somebody was at work: the page stays as it is, and so do drafts. */
export default function Expired({ session }: { session: Session }) {
  const { t } = useWords()
  return (
    <Dialog open closable={false} title={t('expired.title')} description={t('expired.detail')}>
      <Button
        variant="primary"
        className="w-full"
        autoFocus
        onClick={() => void session.signIn(location.pathname + location.search)}
      >
        {t('sign_in.again')}
      </Button>
    </Dialog>
  )
}
