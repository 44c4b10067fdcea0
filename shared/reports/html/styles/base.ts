/** Colours (light and dark), type and the frame of the page. Text has a contrast of 4.5:1 or more on its ground. */
export const baseStyle = `
:root { color-scheme: light dark;
  --ground: #f5f6f8; --card: #ffffff; --ink: #161b22; --muted: #566070; --line: #dce1e7; --accent: #0b57a8; --soft: #eef1f5;
  --critical: #8c1020; --on-critical: #ffffff; --high: #b93a0c; --on-high: #ffffff; --medium: #fbe3a4; --on-medium: #573a00;
  --low: #d8e6fb; --on-low: #123d78; --quiet: #e6e9ee; --on-quiet: #3a4350; --open: #ebe2fa; --on-open: #4a2788;
  --good: #d7f1e0; --on-good: #11522f; --used: #4a6482; --needed: #bd7b00; --spare: #dde3ea; --short: #a3270a; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #0e1116; --card: #161a21; --ink: #e6e9ef; --muted: #a2acba; --line: #2a313b; --accent: #83b7ff; --soft: #1e242d;
  --critical: #ff7a85; --on-critical: #2b0006; --high: #ff9d61; --on-high: #2a1000; --medium: #55410f; --on-medium: #ffe4a6;
  --low: #1b3860; --on-low: #d2e4ff; --quiet: #2a313b; --on-quiet: #d0d7e0; --open: #3a2a61; --on-open: #e6dbff;
  --good: #153d28; --on-good: #bff1d2; --used: #7d9cc0; --needed: #e0a63a; --spare: #2c343f; --short: #ffa07a; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 6rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3, h4, p, ul, dl, pre { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.3rem); line-height: 1.2; font-weight: 680; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.4rem; line-height: 1.25; font-weight: 660; letter-spacing: -.01em; }
h3 { font-size: 1.08rem; line-height: 1.4; font-weight: 620; }
h4 { font-size: .82rem; font-weight: 620; color: var(--muted); margin-top: 1.1rem; }
a { color: var(--accent); text-underline-offset: .15em; }
b, strong { font-weight: 620; }
.muted { color: var(--muted); }
code, .subnet b, .ids .piece { font-family: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
:target { outline: 2px solid var(--accent); outline-offset: 3px; }
.id { white-space: nowrap; }
.piece { display: inline-block; max-width: 100%; }
[hidden] { display: none !important; }
.top { padding: 3.2rem 0 1.6rem; }
.top .muted { margin-top: .6rem; }
.brand { font-weight: 620; color: var(--accent); margin-bottom: .5rem; }
.hatch { position: absolute; width: 0; height: 0; }
footer { padding-top: 1.5rem; padding-bottom: 4rem; color: var(--muted); font-size: .9rem; }
noscript p { color: var(--muted); margin: 1rem 0; }
`;
