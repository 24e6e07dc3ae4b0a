/// The style sheet of the page.
enum ReportStyle {
    static let sheet: StaticString = """

        :root {
          color-scheme: light dark;
          --ground: #fbfbf9; --card: #ffffff; --ink: #1d2126; --muted: #5b636d; --line: #d9dcdf;
          --accent: #1f5fbf; --spam: #b3261e; --ham: #1a7f4b; --grid: #e8eaec;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14171a; --card: #1c2024; --ink: #e6e8ea; --muted: #a3abb4; --line: #363c43;
            --accent: #7fb2ff; --spam: #ff8a80; --ham: #6fd39b; --grid: #2a2f35;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 2.5rem 0 0.75rem; }
        h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
        h3 small { color: var(--muted); font-weight: normal; }
        .lead { margin: 0 0 1.25rem; color: var(--muted); }
        .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0 0 1rem; }
        .facts div { display: flex; gap: 0.5rem; min-width: 0; }
        .facts dt { color: var(--muted); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .tiles { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
        .tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem;
          display: flex; flex-direction: column; }
        .tiles strong { font-size: 1.6rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .tiles .name, .tiles .range { color: var(--muted); font-size: 0.875rem; }
        .charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
        figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          padding: 0.75rem; min-width: 0; display: flex; flex-direction: column; }
        figcaption { font-weight: 600; margin: 0 0 0.25rem; }
        figcaption small { display: block; font-weight: normal; color: var(--muted); }
        svg { display: block; width: 100%; height: auto; margin-top: auto; }
        svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: var(--muted); }
        .axis { stroke: var(--muted); stroke-width: 1; fill: none; }
        .grid { stroke: var(--grid); stroke-width: 1; }
        .guide { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 4 4; fill: none; }
        .curve { stroke: var(--accent); stroke-width: 2; fill: none; stroke-linejoin: round; }
        .dot { fill: var(--accent); fill-opacity: 0.75; }
        .bar-spam { fill: var(--spam); } .bar-ham { fill: var(--ham); }
        .spam { color: var(--spam); } .ham { color: var(--ham); }
        .scroll { overflow-x: auto; margin: 0 0 1rem; max-width: 100%; }
        .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9375rem; }
        caption { text-align: left; color: var(--muted); padding: 0 0 0.25rem; }
        th, td { text-align: right; padding: 0.3rem 0.75rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 6rem; font-weight: normal;
          overflow-wrap: break-word; }
        thead th, thead th:first-child { color: var(--muted); font-weight: 600; font-size: 0.875rem;
          vertical-align: bottom; }
        article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem;
          margin: 0 0 0.75rem; }
        article .scroll { margin: 0.5rem 0 0; }
        article table { font-size: 0.875rem; }
        article th:first-child { overflow-wrap: anywhere; }
        blockquote { margin: 0.4rem 0; padding: 0 0 0 0.75rem; border-left: 3px solid var(--line);
          overflow-wrap: anywhere; unicode-bidi: isolate; }
        @media print { .charts { grid-template-columns: 1fr 1fr; } article, figure { break-inside: avoid; } }

        """
}
