// How a report looks as HTML: on paper A4, one column; on a screen light and dark as the reader has it.

export const STYLE = `
@page { size: A4; margin: 12mm 15mm 11mm; }
:root { color-scheme: light dark; --paper: light-dark(#ffffff, #141517); --ink: light-dark(#1a1c1f, #eeeeea); --ink-2: light-dark(#45484d, #bfc1c2);
  --ink-3: light-dark(#686b70, #8f9297); --rule: light-dark(#e2e2dd, #2a2d31); --rule-2: light-dark(#b9b9b2, #4a4e55); --sunken: light-dark(#f3f3f0, #0e0f11);
  --over: light-dark(#d05200, #f0742b); --under: light-dark(#0072b2, #2f8fd4); --missing: light-dark(#419fdb, #8fd0f6); --orphan: light-dark(#d99200, #f2b632);
  --plan: light-dark(#c673a2, #d98ab5); --accent: light-dark(#00745a, #3ecfa3); }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { color: var(--ink); background: var(--paper); font: 10pt/1.4 "IBM Plex Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 190mm; margin: 0 auto; padding: 10mm 5mm; }
h1 { font: 600 17pt/1.2 "Source Serif 4", Charter, Georgia, serif; margin-bottom: 1mm; text-wrap: balance; }
h2 { font-size: 10.5pt; line-height: 1.2; margin: 4.6mm 0 1.2mm; padding-top: 1.2mm; border-top: 0.35mm solid var(--ink); break-after: avoid; }
h3 { font-size: 9pt; margin: 4mm 0 1mm; break-after: avoid; }
p { margin: 0 0 1.4mm; }
.claim { font: 600 11.5pt/1.38 "Source Serif 4", Charter, Georgia, serif; }
.quiet { color: var(--ink-3); font-size: 8.6pt; overflow-wrap: anywhere; }
ul { list-style: none; }
li { padding: 0.4mm 0 0.4mm 4mm; font-size: 9.4pt; line-height: 1.34; position: relative; break-inside: avoid; overflow-wrap: break-word; }
li::before { content: "–"; position: absolute; left: 0; color: var(--ink-3); }
table { border-collapse: collapse; width: 100%; font-size: 8.6pt; line-height: 1.28; margin: 0 0 2mm; }
caption { text-align: left; color: var(--ink-3); font-size: 8.4pt; padding-bottom: 0.8mm; }
th, td { text-align: left; vertical-align: top; padding: 0.7mm 2.4mm 0.7mm 0; border-top: 0.2mm solid var(--rule); font-weight: 400; overflow-wrap: break-word; }
thead th { color: var(--ink-3); border-top: 0.25mm solid var(--rule-2); font-size: 8.2pt; vertical-align: bottom; }
tbody th { color: var(--ink-2); }
tbody tr:first-child > * { border-top-color: var(--rule-2); }
thead th { overflow-wrap: normal; }
td, thead th:not(:first-child) { text-align: right; }
td.n { white-space: nowrap; }
.small td.n { white-space: normal; }
.f { white-space: nowrap; }
.words td, .words thead th:not(:first-child) { text-align: left; white-space: normal; }
.words td.n { white-space: nowrap; }
.words td:empty { height: 13mm; width: 70%; }
tr { break-inside: avoid; }
.small { font-size: 7.6pt; line-height: 1.25; }
figure { margin: 1mm 0 3mm; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
pre { font: 7.4pt/1.35 "IBM Plex Mono", Consolas, monospace; background: var(--sunken); padding: 2mm 2.5mm; white-space: pre-wrap; overflow-wrap: anywhere;
  margin-bottom: 2.5mm; }
svg text { font-family: "IBM Plex Sans", "Segoe UI", Arial, sans-serif; fill: var(--ink); }
@media screen and (max-width: 640px) { main { padding: 5mm 4mm; } figure { overflow-x: auto; } svg { min-width: 160mm; }
  .small { display: block; overflow-x: auto; } .small caption { display: block; position: sticky; left: 0; max-width: calc(100vw - 8mm); }
  table:not(.small) { display: block; } :not(.small) > caption, :not(.small) > tbody { display: block; }
  :not(.small) > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :not(.small) > tbody > tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0 4mm; padding: 1.2mm 0; border-top: 0.2mm solid var(--rule); }
  :not(.small) > tbody > tr > * { border: 0; padding: 0.3mm 0; text-align: left; white-space: normal; }
  :not(.small) > tbody th { grid-column: 1 / -1; color: var(--ink); font-weight: 600; }
  .words td { grid-column: 1 / -1; } .words td:empty { width: auto; }
  td[data-title]::before { content: attr(data-title); display: block; color: var(--ink-3); font-size: 7.8pt; } }
@media print { :root { color-scheme: light; } main { max-width: none; padding: 0; } .page { break-before: page; margin-top: 0; } pre { background: #f5f5f2; } }
`;
