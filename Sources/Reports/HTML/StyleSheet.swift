/// How the report looks: on paper, on a phone, by day and by night.
///
/// One accent colour, one for what is behind; neither is the only carrier of a meaning. Text and marks
/// reach a contrast of 4.5 : 1 and 3 : 1 (WCAG 2.2 AA) in both schemes.
let reportStyleSheet = colours + screen + tables + charts + print

private let colours = """
  :root { color-scheme: light dark; --paper: #fff; --ink: #1a1d21; --muted: #555e68;
    --rule: #d4d9df; --wash: #f3f5f7; --accent: #24548a; --behind: #a8321f; --whole: #77828e; }
  @media screen and (prefers-color-scheme: dark) {
    :root { --paper: #15181c; --ink: #e7eaee; --muted: #a6afb9; --rule: #363d45;
      --wash: #1e2329; --accent: #7fb0e6; --behind: #f2917f; --whole: #8d99a6; } }

  """

private let screen = """
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; }
  body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; max-width: 68rem;
    background: var(--paper); color: var(--ink); overflow-wrap: break-word;
    font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial,
    "DejaVu Sans", sans-serif; }
  h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
  h1 { margin: .2rem 0 .4rem; font-size: 1.75rem; font-weight: 650; letter-spacing: -.01em; }
  h2 { margin: 2.5rem 0 .75rem; padding-top: .6rem; border-top: 2px solid var(--ink);
    font-size: 1.25rem; font-weight: 650; }
  h3 { margin: 1.5rem 0 .35rem; font-size: 1rem; font-weight: 650; }
  p { margin: 0 0 .5rem; max-width: 46rem; }
  ul { margin: 0; padding-left: 1.2rem; }
  a { color: var(--accent); }
  a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .kicker { color: var(--accent); font-size: .8125rem; font-weight: 650; letter-spacing: .04em; }
  .meta, .note, .source, .legend, small { color: var(--muted); font-size: .8125rem; }
  .source { margin-top: .35rem; }
  .movements { max-width: none; font-size: .9375rem; }
  .verdict { margin: 1rem 0 1.25rem; padding: .7rem 1rem; background: var(--wash);
    border-left: 4px solid var(--accent); }
  .verdict.incomplete { border-color: var(--behind); }
  .verdict p { margin: 0; max-width: none; }
  .verdict .says { font-size: 1.125rem; font-weight: 650; }
  .verdict.incomplete .says { color: var(--behind); }
  .verdict ul { margin: .25rem 0; }
  .annexes { margin: -.5rem 0 1.5rem; columns: 18rem; column-gap: 2rem; font-size: .8125rem; }
  .annexes ul { padding: 0; list-style: none; }
  .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr));
    gap: 1rem 1.5rem; margin: 0 0 .5rem; }
  .card { border-top: 2px solid var(--ink); padding-top: .4rem; }
  .card h3 { margin: 0; font-weight: 600; }
  .card .figure { margin-bottom: .15rem; font-size: 2.25rem; font-weight: 650; line-height: 1.15; letter-spacing: -.02em;
    font-variant-numeric: tabular-nums; }
  .card svg { display: block; width: 100%; height: .9rem; margin: .2rem 0 .3rem; }
  .card p { margin: 0; }
  .card p + p { color: var(--muted); font-size: .8125rem; }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
    gap: 0 2rem; align-items: start; }
  @media screen and (min-width: 60rem) { .pair { grid-template-columns: 4fr 6fr; }
    .dense .w { min-width: 11.5rem; } }
  .pair .w { min-width: 5.5rem; }
  .pair > *, .block { min-width: 0; }
  .unit { font-size: 1.125rem; font-weight: 650; }
  .signatures .day { grid-column: 2; margin: 0; font-style: italic; }
  .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin: 2rem 0 7rem;
    text-align: center; break-inside: avoid; }

  """

private let tables = """
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-size: .8125rem; line-height: 1.35; }
  th, td { padding: .28rem .5rem; text-align: left; vertical-align: top; unicode-bidi: isolate;
    border-bottom: 1px solid var(--rule); font-weight: 400; }
  th:first-child, td:first-child { padding-left: 0; }
  th:last-child, td:last-child { padding-right: 0; }
  thead th { vertical-align: bottom; color: var(--muted); font-weight: 600;
    border-bottom: 1.5px solid var(--ink); }
  thead th.group { text-align: center; border-bottom: 1px solid var(--rule); }
  .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  thead .n { white-space: normal; min-width: 3.2rem; }
  .w { min-width: 7.5rem; overflow-wrap: anywhere; }
  .t { white-space: nowrap; }
  .total th, .total td { font-weight: 650; }

  """

private let charts = """
  .bars th, .bars td { padding-top: 0; padding-bottom: 0; border-bottom: 0; height: 1.5rem;
    vertical-align: middle; }
  .bars thead th, .bars thead td { border-bottom: 1px solid var(--rule); }
  .bars .w { width: 30%; min-width: 6.5rem; overflow-wrap: break-word; line-height: 1.15; }
  .bars .chart, .bars .scale { width: 60%; padding-left: 0; padding-right: 0; }
  .bars .scale span { float: left; font-weight: 400; }
  .bars .scale span + span { float: right; }
  .bars svg { display: block; width: 100%; height: 1.5rem; }
  .bars small { white-space: nowrap; }
  .waterfall .w { width: 46%; }
  .waterfall .chart { width: 39%; }
  .waterfall th, .waterfall td, .waterfall svg { height: 1.9rem; }
  line { vector-effect: non-scaling-stroke; stroke-width: 1.5px; }
  .above, .plus, .done { fill: var(--accent); }
  .below, .less { fill: var(--behind); }
  .whole { fill: var(--whole); }
  .track { fill: var(--rule); }
  .average { stroke: var(--ink); stroke-dasharray: 3 2; }
  .expected, .target { stroke: var(--ink); stroke-width: 3px; }
  .rim { stroke: var(--paper); stroke-dasharray: none; stroke-width: 4.5px; }
  .rim.expected, .rim.target { stroke-width: 7px; }
  .link { stroke: var(--whole); stroke-width: 1px; }
  .cut { stroke: var(--paper); stroke-width: 3px; vector-effect: non-scaling-stroke; }
  @media screen and (max-width: 34rem) {
    thead .n { min-width: 5rem; }
    .bars small, .bars .link { display: none; }
    .bars th { padding-top: .2rem; padding-bottom: .2rem; } }
  .legend { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin: 0 0 .5rem; padding: 0;
    list-style: none; }
  .legend svg { width: 1.1rem; height: 1.1rem; margin-right: .35rem; vertical-align: -.2rem; }

  """

private let print = """
  @page { size: A4 portrait; margin: 13mm 14mm 15mm;
    @bottom-right { content: counter(page) " / " counter(pages);
      font: 8pt system-ui, "Segoe UI", Arial, sans-serif; color: #555e68; } }
  @media print {
    * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    body { padding: 0; max-width: none; font-size: 8.75pt; line-height: 1.35; }
    h1 { font-size: 15pt; }
    h2 { margin: 0 0 2mm; padding-top: 1.5mm; font-size: 12pt; }
    h3 { margin: 3.5mm 0 1mm; font-size: 9.5pt; break-after: avoid; }
    p { margin-bottom: 1mm; max-width: none; }
    table { font-size: 7.75pt; line-height: 1.25; }
    th, td { padding: .65mm 1.4mm; }
    thead .n { min-width: 0; }
    .w { min-width: 30mm; }
    .sheet .block .w { min-width: 37mm; }
    .sheet .pair .block .w { min-width: 24mm; }
    .sheet .block .dense .w { min-width: 38mm; }
    .dense th, .dense td { padding-left: .75mm; padding-right: .75mm; }
    .dense .t { padding-left: 2mm; }
    .meta, .note, .source, .legend, small, .card p + p, .kicker { font-size: 7.5pt; }
    .movements { font-size: 8.25pt; }
    .verdict { margin: 2.5mm 0 3mm; padding: 1.8mm 3mm; }
    .verdict .says { font-size: 10.5pt; }
    .cards { grid-template-columns: repeat(auto-fit, minmax(40mm, 1fr)); gap: 3mm 6mm; }
    .card .figure { margin-bottom: .15rem; font-size: 20pt; }
    .card svg { height: 3mm; }
    .pair { grid-template-columns: 37fr 63fr; gap: 0 7mm; }
    .waterfall .w { width: 50%; }
    .waterfall .chart { width: 35%; }
    .bars th, .bars td, .bars svg { height: 3.7mm; padding-top: 0; padding-bottom: 0; }
    .waterfall th, .waterfall td, .waterfall svg { height: 4.3mm; }
    .scroll { overflow: visible; }
    .annexes { display: none; }
    .sheet + .sheet, .annex { break-before: page; }
    tr { break-inside: avoid; }
    thead { display: table-header-group; }
  }

  """
