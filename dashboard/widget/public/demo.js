// The demo's website. It does by hand what a company does in its page: it puts the script tag there.

const asked = new URLSearchParams(location.search)

/** @param {string} id */
function part(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}

/** @param {string} text */
function trouble(text) {
  part('trouble').textContent = text
  part('trouble').hidden = false
}

function page() {
  if (asked.get('page') !== 'returns') return
  document.title = 'Returns – Demo shop'
  part('heading').textContent = 'Returns'
  part('lead').textContent =
    'Another page of the same website. The chat has kept your conversation: open it and see.'
}

/** @param {{ dashboard_url?: string, agent?: { email: string, password: string } }} demo */
function introduce({ dashboard_url, agent }) {
  const desk = part('desk')
  if (desk instanceof HTMLAnchorElement && dashboard_url !== undefined) desk.href = dashboard_url
  if (agent === undefined) return
  const email = document.createElement('code')
  const password = document.createElement('code')
  email.textContent = agent.email
  password.textContent = agent.password
  part('login').append(' as ', email, ' with the password ', password, '.')
}

/** @param {string | null | undefined} connection */
function putWidget(connection) {
  if (!connection) {
    trouble('No connection is named. Open this page with ?connection=con_… to try one.')
    return
  }
  const script = document.createElement('script')
  script.src = new URL('widget.js', location.href).href
  script.async = true
  script.dataset.connection = connection
  for (const name of ['locale', 'theme', 'accent', 'position', 'title', 'greeting', 'api', 'ws']) {
    const value = asked.get(name)
    if (value !== null) script.dataset[name] = value
  }
  part('code').textContent = script.outerHTML.replace('async=""', 'async')
  document.body.append(script)
}

page()
try {
  const answer = await fetch('config.json')
  const { demo = {} } = await answer.json()
  introduce(demo)
  putWidget(asked.get('connection') ?? demo.connection_id)
} catch {
  trouble('There is no config.json beside this page; scripts/dev writes it.')
}
