/** Clusters, problems with their evidence and fixes, bars of addresses, and what is folded. */
export const findingsStyle = `
.cluster, .gaps, .unread, .waivers { margin-top: 3rem; }
.cluster > header { padding-bottom: .8rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.3rem 1.4rem 1.4rem; margin-top: .9rem; }
.card > header { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; margin-bottom: .55rem; }
.codes { font-weight: 620; color: var(--muted); font-variant-numeric: tabular-nums; }
.permalink { margin-left: auto; color: var(--muted); text-decoration: none; padding: 0 .4rem; }
.permalink:hover { color: var(--accent); }
.label { display: inline-block; padding: .08em .6em; border-radius: 999px; font-size: .82rem; font-weight: 620; line-height: 1.6; white-space: nowrap;
  background: var(--quiet); color: var(--on-quiet); }
.label.critical { background: var(--critical); color: var(--on-critical); }
.label.high { background: var(--high); color: var(--on-high); }
.label.medium { background: var(--medium); color: var(--on-medium); }
.label.low { background: var(--low); color: var(--on-low); }
.label.indeterminate { background: var(--open); color: var(--on-open); }
.label.compliant { background: var(--good); color: var(--on-good); }
.why { margin-top: .5rem; max-width: 46rem; }
.rule { font-size: .88rem; margin-top: .4rem; }
.fix { margin-top: 1.1rem; padding: .9rem 1.1rem 1rem; background: var(--soft); border-radius: 10px; }
.fix h4 { margin: 0 0 .15rem; }
.fix details { margin-top: .7rem; }
.fix details p { margin-top: .7rem; }
.command { display: flex; gap: .8rem; align-items: flex-start; margin-top: .6rem; padding: .65rem .75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; white-space: pre-wrap; }
.command code { flex: 1; min-width: 0; font-size: .86rem; line-height: 1.5; }
.copy { font: inherit; font-size: .8rem; color: var(--accent); background: none; border: 1px solid var(--line); border-radius: 6px; padding: .1rem .55rem; }
.evidence { margin-top: .4rem; font-size: .93rem; }
.evidence div { display: grid; grid-template-columns: minmax(7rem, 13rem) 1fr; gap: .2rem 1.2rem; padding: .28rem 0; border-top: 1px solid var(--line); }
.evidence div:first-child { border-top: 0; }
.evidence dt { color: var(--muted); }
.hops { margin: .2rem 0 0; padding: 0; list-style: none; }
.hops li { padding: .1rem 0 .1rem 1.3em; text-indent: -1.3em; }
.hops .blocked { color: var(--high); font-weight: 620; }
.evidence dd { margin: 0; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; }
.finding { margin-top: .35rem; padding: .4rem 0; }
.finding .evidence, .finding p { padding-left: 1.1rem; }
.finding summary span:last-child { color: var(--muted); }
.addresses { margin-top: .9rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.3rem 1.4rem; }
.legend { color: var(--muted); font-size: .88rem; margin-top: .3rem; }
.swatch { display: inline-block; width: .85em; height: .85em; border-radius: 3px; vertical-align: -.08em; margin-left: .7em; }
.swatch:first-child { margin-left: 0; }
.bars li { display: grid; grid-template-columns: minmax(0, 21.5rem) minmax(6rem, 1fr) minmax(0, 12rem); gap: .1rem 1.1rem; align-items: center; padding: .3rem 0; }
.bar { display: block; width: 100%; height: .7rem; border-radius: 4px; overflow: hidden; }
.bar.unknown { border: 1px dashed var(--muted); }
.bar rect.used { fill: var(--used); } .bar rect.needed { fill: var(--needed); } .bar rect.spare { fill: var(--spare); }
.swatch.used { background: var(--used); } .swatch.needed { background: var(--needed); } .swatch.spare { background: var(--spare); }
.numbers { font-size: .88rem; font-variant-numeric: tabular-nums; color: var(--muted); }
.pool { font-size: .93rem; margin-top: .8rem; }
.short { color: var(--short); }
.note { margin-top: .3rem; color: var(--muted); font-size: .93rem; }
.rest { margin-top: .9rem; }
.folded { border-top: 1px solid var(--line); padding: .65rem .2rem; }
.folded:last-child { border-bottom: 1px solid var(--line); }
.folded ul { padding: .3rem 0 .3rem 1.1rem; }
.folded.more { border: 0; }
.folded .addresses { border: 0; padding: .3rem 1.1rem; background: none; margin: 0; }
.row { padding: .4rem 0; font-size: .93rem; }
.ids { color: var(--muted); }
.unread ul, .waivers ul { margin-top: .6rem; padding-left: 1.2rem; list-style: disc; }
.cluster.filtered > .addresses, .cluster.filtered > .note { display: none; }
@media (max-width: 44rem) {
  .card, .addresses { padding: 1.05rem 1rem 1.15rem; }
  .evidence div { grid-template-columns: minmax(0, 7.5rem) 1fr; gap: 0 .8rem; }
  .evidence .id { white-space: normal; }
  .bars li { grid-template-columns: 1fr; padding: .5rem 0; }
  .command { flex-direction: column; }
}
@media print {
  :root { --ground: #ffffff; --soft: #f3f4f6; }
  .filter, .copy, .save, .permalink { display: none !important; }
  .card, .addresses, .tile { break-inside: avoid; }
  body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
