const CSS = `
:host {
  --fill: #1f5f5b;
  --on-fill: #fff;
  --page: #fff;
  --soft: #f1f4f3;
  --line: #d5dcda;
  --text: #17211f;
  --quiet: #586562;
  --notice: #e6f0ee;
  --alert: #a4262c;
  --ring: #17211f;
  --here: #1a8754;
  --coming: #b26a00;
  --shadow: 0 1px 2px rgb(0 0 0 / .1), 0 12px 40px rgb(0 0 0 / .2);
  all: initial;
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(20px, env(safe-area-inset-bottom));
  color-scheme: light;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
  color: var(--text);
}
:host([data-side="right"]) { right: max(20px, env(safe-area-inset-right)); }
:host([data-side="left"]) { left: max(20px, env(safe-area-inset-left)); }
:host([data-scheme="dark"]) {
  --fill: #3f9189;
  --on-fill: #06110f;
  --page: #151b1a;
  --soft: #222b29;
  --line: #3a4643;
  --text: #e9efed;
  --quiet: #a5b3af;
  --notice: #1d302d;
  --alert: #ff9a9a;
  --ring: #e9efed;
  --here: #5fd39a;
  --coming: #f0b25a;
  --shadow: 0 0 0 1px #3a4643, 0 12px 40px rgb(0 0 0 / .6);
  color-scheme: dark;
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; border: 0; background: none; padding: 0; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; display: block; }

.launcher {
  position: relative;
  inline-size: 56px;
  block-size: 56px;
  border-radius: 50%;
  display: grid;
  place-items: center;
  background: var(--fill);
  color: var(--on-fill);
  box-shadow: var(--shadow);
  transition: transform .15s ease;
}
.launcher:hover { transform: translateY(-2px); }
.launcher:focus-visible { outline-offset: 3px; }
.badge {
  position: absolute;
  inset-block-start: -4px;
  inset-inline-end: -4px;
  min-inline-size: 22px;
  padding: 0 6px;
  border-radius: 11px;
  border: 2px solid var(--page);
  background: #b3261e;
  color: #fff;
  font-size: 12px;
  font-weight: 700;
  line-height: 18px;
  text-align: center;
}

.panel {
  position: absolute;
  inset-block-end: 72px;
  inline-size: min(384px, calc(100vw - 40px));
  block-size: min(620px, calc(100vh - 120px));
  block-size: min(620px, calc(100dvh - 120px));
  display: flex;
  flex-direction: column;
  overflow: hidden;
  border-radius: 16px;
  background: var(--page);
  box-shadow: var(--shadow);
  animation: rise .18s ease-out;
}
:host([data-side="right"]) .panel { right: 0; }
:host([data-side="left"]) .panel { left: 0; }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }

.head {
  display: flex;
  align-items: center;
  gap: 8px;
  padding: 10px 8px 10px 18px;
  background: var(--fill);
  color: var(--on-fill);
}
[dir="rtl"] .head { padding: 10px 18px 10px 8px; }
.head h2 { flex: 1; margin: 0; font-size: 16px; font-weight: 650; overflow-wrap: anywhere; }
.head button { inline-size: 40px; block-size: 40px; border-radius: 10px; display: grid; place-items: center; }
.head button:hover { background: rgb(127 127 127 / .25); }
.head :focus-visible { outline-color: currentColor; outline-offset: -3px; }

.speaker {
  display: flex;
  align-items: center;
  gap: 10px;
  margin: 0;
  padding: 9px 18px;
  background: var(--notice);
  border-block-end: 1px solid var(--line);
  font-size: 14px;
  overflow-wrap: anywhere;
}
.speaker i { flex: none; inline-size: 9px; block-size: 9px; border-radius: 50%; background: var(--here); }
.speaker[data-waiting] i { background: var(--coming); animation: pulse 1.4s ease-in-out infinite; }
@keyframes pulse { 50% { opacity: .25; } }

.scroll { position: relative; flex: 1; min-block-size: 0; display: flex; }
.log {
  flex: 1;
  overflow-y: auto;
  overscroll-behavior: contain;
  padding: 16px 18px 10px;
  display: flex;
  flex-direction: column;
}
.log:focus-visible { outline-offset: -3px; }
.log > :first-child { margin-block-start: auto; }
.entry { max-inline-size: 86%; margin-block-end: 10px; align-self: flex-start; }
.entry.customer { align-self: flex-end; }
.entry.system { align-self: stretch; max-inline-size: none; text-align: center; color: var(--quiet); font-size: 13px; padding: 2px 14px; }
.author { display: block; margin: 4px 4px 2px; font-size: 12px; color: var(--quiet); }
.entry.same .author, .customer .author { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.words {
  inline-size: fit-content;
  max-inline-size: 100%;
  padding: 8px 13px;
  border-radius: 16px;
  border-end-start-radius: 5px;
  background: var(--soft);
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  unicode-bidi: plaintext;
}
.agent .words { box-shadow: inset 0 0 0 1.5px var(--fill); }
.customer .words {
  margin-inline-start: auto;
  border-end-start-radius: 16px;
  border-end-end-radius: 5px;
  background: var(--fill);
  color: var(--on-fill);
}
.system .words { margin-inline: auto; padding: 0; background: none; }
.words.gone { font-style: italic; }
.words a { color: inherit; }
.words a:focus-visible { outline-color: currentColor; }
.meta { display: flex; flex-wrap: wrap; gap: 0 10px; margin: 2px 4px 0; font-size: 12px; color: var(--quiet); }
.customer .meta { justify-content: flex-end; }
.meta.failed { color: var(--alert); }
.meta button { text-decoration: underline; color: var(--text); padding: 2px 0; min-block-size: 24px; }
.typing { margin: 0 18px; min-block-size: 22px; font-size: 13px; color: var(--quiet); }
.typing b { font-weight: 600; }

.newer {
  position: absolute;
  inset-block-end: 8px;
  inset-inline: 0;
  inline-size: fit-content;
  margin-inline: auto;
  display: flex;
  align-items: center;
  gap: 6px;
  padding: 6px 14px;
  border-radius: 18px;
  border: 1px solid var(--line);
  background: var(--page);
  box-shadow: 0 2px 10px rgb(0 0 0 / .18);
  font-size: 13px;
}
.newer svg { inline-size: 16px; block-size: 16px; }

.state { margin: 0; padding: 7px 18px; font-size: 13px; color: var(--quiet); border-block-start: 1px solid var(--line); }
.state:empty { display: none; }
.writer { display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px; border-block-start: 1px solid var(--line); }
.hush { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
.file {
  display: flex;
  align-items: center;
  gap: 10px;
  inline-size: fit-content;
  max-inline-size: 100%;
  margin-block-end: 4px;
  padding: 9px 13px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--page);
  color: var(--text);
  text-decoration: none;
}
.customer .file { margin-inline-start: auto; }
.file svg { flex: none; }
.file bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.file[href] bdi { text-decoration: underline; }
.file small { flex: none; color: var(--quiet); font-size: 12px; }
.lost { flex-wrap: wrap; row-gap: 2px; }
.lost bdi { flex: 1; }
.lost small { flex: 1 1 100%; }
.picture { padding: 0; overflow: hidden; background: var(--soft); }
/* Always the same room: a picture that comes late moves nothing. */
.picture img { display: block; inline-size: 220px; max-inline-size: 100%; block-size: 150px; object-fit: cover; }
.meta progress { inline-size: 70px; accent-color: var(--fill); align-self: center; }
.picked { margin: 0; padding: 8px 12px 2px; max-block-size: 150px; overflow-y: auto; list-style: none; display: grid; gap: 6px; border-block-start: 1px solid var(--line); }
.picked li { display: flex; align-items: center; gap: 10px; padding: 4px 4px 4px 8px; border: 1px solid var(--line); border-radius: 12px; }
.picked li.faulty { border-color: var(--alert); }
.picked img, .picked li > svg { flex: none; inline-size: 36px; block-size: 36px; border-radius: 8px; object-fit: cover; padding: 0; }
.picked li > svg { padding: 6px; }
.picked span { flex: 1; min-inline-size: 0; font-size: 13px; }
.picked bdi { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.picked small { font-size: 12px; color: var(--quiet); }
.faulty small { color: var(--alert); }
.picked button { flex: none; inline-size: 36px; block-size: 36px; display: grid; place-items: center; border-radius: 10px; }
.picked button svg { inline-size: 18px; block-size: 18px; }
.drop {
  position: absolute;
  inset: 8px;
  margin: 0;
  display: grid;
  place-items: center;
  border: 2px dashed var(--fill);
  border-radius: 12px;
  background: var(--notice);
  font-weight: 600;
  pointer-events: none;
}
.writer textarea {
  flex: 1;
  resize: none;
  max-block-size: 140px;
  min-block-size: 42px;
  padding: 9px 12px;
  border: 1px solid #7b8a86;
  border-radius: 12px;
  background: var(--page);
  line-height: 1.45;
  field-sizing: content;
}
.writer textarea::placeholder { color: var(--quiet); opacity: 1; }
.writer textarea:focus-visible { outline-offset: -1px; }
.writer button { flex: none; inline-size: 42px; block-size: 42px; border-radius: 12px; display: grid; place-items: center; background: var(--fill); color: var(--on-fill); }
.writer .clip { background: none; color: var(--quiet); inline-size: 36px; margin-inline-end: -4px; }
.writer .clip:hover { background: var(--soft); }
.writer button[aria-disabled="true"] { background: var(--soft); color: var(--quiet); cursor: default; }

@media (max-width: 480px) {
  :host([data-open]) { inset: 0; }
  :host([data-open]) .frame { block-size: 100%; }
  :host([data-open]) .launcher { display: none; }
  .panel, :host([data-side]) .panel { position: static; inline-size: 100%; block-size: 100%; border-radius: 0; box-shadow: none; }
  .writer { padding-block-end: max(10px, env(safe-area-inset-bottom)); }
  /* Below 16 px, phones zoom into the field. */
  .writer textarea { font-size: 16px; }
}
@media (forced-colors: active) {
  .words, .panel, .launcher, .writer button { border: 1px solid; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
`

/** The widget's look. A constructed sheet needs no exception in a page's content security policy. */
export function sheet(): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(CSS)
  return made
}
