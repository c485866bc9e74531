/** All that the page looks like: no inline styles, so that the policy of the page can forbid them. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --sheet: #ffffff; --line: #dde2e9; --text: #1b2230; --soft: #525d6d;
  --link: #0b57b0; --focus: #0b57b0;
  --bad: #a11a12; --bad-ground: #fdeceb; --bad-line: #d9534a;
  --warn: #7a4a00; --warn-ground: #fff3dd; --warn-line: #d6982b;
  --good: #14603a; --good-ground: #e4f4ea; --good-line: #3f9a68;
  --quiet: #4a5565; --quiet-ground: #eaedf2; --quiet-line: #aab4c1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1319; --sheet: #171c24; --line: #2a323d; --text: #e4e9f0; --soft: #a3afbd;
    --link: #86b9ff; --focus: #86b9ff;
    --bad: #ffaaa3; --bad-ground: #3b1a18; --bad-line: #d9625a;
    --warn: #f4c877; --warn-ground: #35280f; --warn-line: #c08a2a;
    --good: #8bdbae; --good-ground: #14301f; --good-line: #3f9a68;
    --quiet: #b0bbc8; --quiet-ground: #252d38; --quiet-line: #6b7789;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a.name { color: inherit; text-decoration-color: var(--quiet-line); }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; font-weight: 650; }
h2 { font-size: 1.1rem; font-weight: 650; }
h3 { font-size: 1rem; font-weight: 650; }
p { margin: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
code, .mono, .name { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .92em; }
.name, .mono, code, td, dd { overflow-wrap: anywhere; }
h1.mono { font-size: 1.3rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--sheet); padding: .5rem 1rem; z-index: 1; }
.faint, .soft { color: var(--soft); }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }

header, footer, main { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1rem; }
.bar { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; justify-content: space-between; }
.brand { color: inherit; text-decoration: none; font-weight: 650; display: inline-flex; align-items: center; gap: .55rem; }
.mark { width: .9rem; height: .9rem; border-radius: 50%; border: .25rem solid var(--soft); }
form { display: flex; gap: .5rem; flex: 1 1 18rem; max-width: 30rem; }
input, button, select {
  font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--quiet-line); border-radius: 6px; padding: .35rem .7rem; min-width: 0;
}
input { flex: 1; }
input::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; }
nav ul { display: flex; gap: .25rem 1.25rem; flex-wrap: wrap; margin-top: .75rem; border-bottom: 1px solid var(--line); }
nav a { display: block; padding: .4rem 0; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; margin-bottom: -1px; }
nav a:hover { color: var(--text); }
nav a[aria-current] { color: var(--text); border-color: var(--text); font-weight: 600; }
main { padding-top: 1.75rem; padding-bottom: 2rem; display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); }
footer { padding-top: 1rem; padding-bottom: 2rem; color: var(--soft); font-size: .875rem; display: flex; flex-wrap: wrap; gap: .25rem 2rem; justify-content: space-between; }
section { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
.top { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; justify-content: space-between; }
.lead { font-size: 1.05rem; color: var(--soft); max-width: 60rem; }
.hero { gap: .5rem; }

.badge { display: inline-block; border-radius: 5px; padding: .05rem .5rem; font-size: .82rem; font-weight: 600; white-space: nowrap; border: 1px solid transparent; }
.bad { color: var(--bad); background: var(--bad-ground); }
.warn { color: var(--warn); background: var(--warn-ground); }
.good { color: var(--good); background: var(--good-ground); }
.quiet { color: var(--quiet); background: var(--quiet-ground); }

.sheet, .rows > li, .note { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.sheet { padding: .9rem 1.1rem; }
.note { padding: .7rem 1.1rem; border-left-width: 4px; color: inherit; }
.note.bad { background: var(--sheet); color: inherit; border-left-color: var(--bad-line); }
.note.warn { background: var(--sheet); color: inherit; border-left-color: var(--warn-line); }
.note.quiet { background: var(--sheet); color: inherit; border-left-color: var(--quiet-line); }
.rows { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); }
.rows > li { padding: .75rem 1.1rem; display: grid; gap: .3rem; grid-template-columns: minmax(0, 1fr); border-left: 4px solid var(--quiet-line); }
.rows > li.is-bad { border-left-color: var(--bad-line); }
.rows > li.is-warn { border-left-color: var(--warn-line); }
.rows > li.is-good { border-left-color: var(--good-line); }
.rows .line { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; justify-content: space-between; }
.rows .line > :first-child { flex: 1 1 20rem; min-width: 0; }
.rows .name { font-weight: 600; }
.rows .who .name { font-weight: 400; }
.rows .message { color: var(--soft); }
.rows p { font-size: .93rem; }
.tight { gap: .3rem; }
.tight > li { padding: .45rem 1.1rem; }

.grid { display: grid; align-items: start; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(14.5rem, 100%), 1fr)); }
.counts li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .75rem; padding: .25rem 0; overflow-wrap: anywhere; }
.counts svg { grid-column: 1 / -1; width: 100%; height: 4px; display: block; }
.counts rect { fill: var(--quiet-ground); }
.counts rect + rect { fill: var(--quiet-line); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: .35rem 1.25rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
dd li + li { margin-top: .2rem; }

.scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; padding: .45rem 1rem; vertical-align: baseline; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-weight: 600; white-space: nowrap; }
summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
tbody th { font-weight: 400; width: 40%; min-width: 11rem; overflow-wrap: anywhere; }
td { min-width: 4rem; }
th.num { text-align: right; }

.strip { display: flex; gap: 3px; }
.strip li { flex: 1; height: 1.9rem; border-radius: 3px; background: var(--quiet-ground); min-width: 0; position: relative; }
.strip li.none { background: transparent; border: 1px dashed var(--quiet-line); }
.strip li.good { background: var(--good-line); }
.strip li.warn { background: repeating-linear-gradient(45deg, var(--warn-line) 0 5px, var(--warn-ground) 5px 8px); }
.strip li.bad { background: var(--bad-line); }
.strip li.bad::after { content: ""; position: absolute; inset: 40% 15%; background: var(--sheet); }
.scale { display: flex; justify-content: space-between; color: var(--soft); font-size: .82rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .85rem; color: var(--soft); }

.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; }
.filters ul { display: flex; flex-wrap: wrap; gap: .4rem; }
.filters a { display: inline-block; border: 1px solid var(--quiet-line); border-radius: 999px; padding: .1rem .8rem; text-decoration: none; color: inherit; font-size: .9rem; background: var(--sheet); }
.filters a[aria-current] { background: var(--text); color: var(--ground); border-color: var(--text); }
.pages { display: flex; gap: 1.5rem; }
.empty { color: var(--soft); }

@media (max-width: 40rem) {
  body { font-size: 15px; }
  h1 { font-size: 1.35rem; }
  header, footer, main { padding-left: .9rem; padding-right: .9rem; }
  main { gap: 1.6rem; padding-top: 1.25rem; }
  .rows > li, .sheet { padding-left: .8rem; padding-right: .8rem; }
  form { max-width: none; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .6rem; }
  th, td { padding: .45rem .7rem; }
}
@media (prefers-reduced-motion: no-preference) { a, button { transition: color .1s; } }
@media print { header form, nav, footer { display: none; } }
`;

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5" fill="none" stroke="#7d8896" stroke-width="4"/></svg>`;
