"""Commands that make something: the sample park's workbooks or a home of it, a template, the running dashboard."""

from __future__ import annotations

import argparse
from pathlib import Path

from parkdash.cli.output import Failure, show_progress, write_line
from parkdash.text import text


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the commands of this group."""
    sample = commands.add_parser("sample", help=text("cli.sample_help", lang))
    sample.add_argument("--out", required=True, type=Path, metavar="DIR")
    sample.add_argument("--enterprises", type=int, default=600, metavar="N")
    sample.add_argument("--months", type=int, default=48, metavar="M")
    sample.add_argument("--seed", type=int, default=1, metavar="S")
    sample.set_defaults(run=write_sample)
    demo = commands.add_parser("demo", help=text("cli.demo_help", lang))
    demo.add_argument("--out", required=True, type=Path, metavar="DIR", help=text("cli.demo_out_help", lang))
    demo.add_argument("--enterprises", type=int, default=600, metavar="N")
    demo.set_defaults(run=build_demo)
    template = commands.add_parser("template", help=text("cli.template_help", lang))
    template.add_argument("tables", nargs="*", metavar="TABLE")
    template.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx")
    template.set_defaults(run=write_template)
    serving = commands.add_parser("serve", help=text("cli.serve_help", lang))
    serving.add_argument("--port", type=int, default=8501)
    serving.add_argument("--address", default="127.0.0.1")
    serving.set_defaults(run=serve)


def write_sample(arguments: argparse.Namespace) -> int:
    """Write the workbooks of the invented park and name them."""
    from parkdash.sample import write

    written = write(arguments.out, arguments.enterprises, arguments.months, arguments.seed)
    for path in written:
        write_line(str(path))
    return 0


def build_demo(arguments: argparse.Namespace) -> int:
    """Fill an empty data home with three weeks of the invented park."""
    from parkdash.demo import NotEmpty, build

    try:
        build(arguments.home, arguments.out, arguments.enterprises, progress=show_progress)
    except NotEmpty as problem:
        raise Failure(text("cli.demo_not_empty", arguments.lang, home=problem)) from None
    write_line(text("cli.demo_built", arguments.lang, home=arguments.home))
    return 0


def write_template(arguments: argparse.Namespace) -> int:
    """Write a workbook to fill in, with all tables or those named."""
    from parkdash.contracts import contracts
    from parkdash.templates import template

    unknown = set(arguments.tables) - set(contracts())
    if unknown:
        known = ", ".join(contracts())
        raise Failure(text("cli.bad_table", arguments.lang, table=", ".join(sorted(unknown)), known=known))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(template(arguments.tables or list(contracts())))
    write_line(str(arguments.out))
    return 0


def serve(arguments: argparse.Namespace) -> int:
    """Open the dashboard and stay until it is stopped."""
    from parkdash.ui.server import serve as run

    return run(arguments.home, arguments.port, arguments.address)
