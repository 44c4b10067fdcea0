/** The numbers at the top, the list of clusters and the filter. */
export const overviewStyle = `
.tiles { display: grid; grid-template-columns: 2fr 1fr 1fr 1fr; gap: .75rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.15rem; color: var(--muted); }
.tile > b { display: block; color: var(--ink); font-size: 1.75rem; line-height: 1.2; font-weight: 640; font-variant-numeric: tabular-nums; }
.severities { display: flex; flex-wrap: wrap; gap: .3rem .9rem; margin-top: .5rem; color: var(--ink); }
.overview { margin-top: .75rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .35rem 1.15rem; }
.overview li { display: grid; grid-template-columns: minmax(8rem, 1fr) 21rem minmax(0, 1.3fr); gap: .25rem 1rem; align-items: baseline; padding: .6rem 0; }
.overview li + li { border-top: 1px solid var(--line); }
.overview .muted { font-size: .93rem; }
.overview a { font-weight: 620; text-decoration: none; }
.overview a:hover { text-decoration: underline; }
.news { display: flex; flex-wrap: wrap; gap: .2rem .8rem; }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1.5rem -1.25rem 0; padding: .7rem 1.25rem;
  background: var(--ground); border-bottom: 1px solid var(--line); }
.filter input { flex: 1 1 15rem; min-width: 0; }
.filter input, .filter select, .filter button, .save { font: inherit; font-size: .92rem; color: var(--ink); background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: .42rem .65rem; max-width: 100%; }
.filter button, .copy, .save { cursor: pointer; }
.filter output { color: var(--muted); font-size: .92rem; flex-basis: 100%; }
.filter output:empty { display: none; }
@media (max-width: 44rem) {
  .tiles { grid-template-columns: 1fr 1fr 1fr; gap: .5rem; }
  .tile:first-child { grid-column: 1 / -1; }
  .tile { padding: .8rem .9rem; font-size: .92rem; }
  .overview li { grid-template-columns: 1fr; gap: .1rem; }
  .filter { position: static; }
  .filter input { flex-basis: 100%; }
  .filter select { flex: 1 1 30%; }
}
`;
