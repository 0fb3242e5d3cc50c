"""The templates of alerts: ours, one for each kind and form, and a user's own before them; what they may do.

Each environment cleans and escapes every value that a template prints, by itself, so that no template can forget or
refuse to; it is sandboxed, and its loops are counted, so that none runs for ever.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
from html import escape
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, PackageLoader, StrictUndefined, TemplateError, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.core.plain import Address, markdown, plain

MOST_VALUE = 2000
MOST_STEPS = 20_000
"""So many rounds all loops of one template may go together: some 20 ms."""
MOST_MADE = 1_000_000
"""Characters of one message in one form."""
MOST_REPEATED = 10_000
"""Nothing is repeated more often by `*`, and no power is taken: neither can be stopped once begun."""
FORMS = ("txt", "html", "md")
KINDS = (
    *("ruling", "appeal", "request", "ended", "hearing", "correction"),
    *("change", "edit", "removal", "article", "health", "roll_call", "alert"),
)
"""The kinds that may have a template; `change` also stands for those after it up to `article`, `alert` for all."""
FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError),
    *(MemoryError, RecursionError, TypeError, ValueError),
)
"""What a template may fail with that parses well."""
_UNCLEANED = ("safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr")
"""Filters whose result would pass for our own markup."""
_steps: ContextVar[int] = ContextVar("steps", default=0)

Own = Mapping[str, str]
"""A user's own templates: their texts by file name."""
NONE: Own = {}


class Shown(str):
    """Text of an alert that is cleaned and escaped already; the method is how templates know."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text as it is."""
        return str(self)


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which loops end."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (any value)
        """Refuse what could not be stopped."""
        if operator == "**" or any(isinstance(side, int) and abs(side) > MOST_REPEATED for side in (left, right)):
            raise SecurityError(f"{operator} of such numbers is not for alerts")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every loop of a template goes through `counted`, what is glued by `~` is cleaned before.

        Jinja offers no other place to say so; glued to what a macro made, a page's words would pass for cleaned.
        """
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = _filtered(loop.iter, "counted")
        for glue in list(tree.find_all(nodes.Concat)):
            glue.nodes = [_filtered(part, "cleaned") for part in glue.nodes]
        return tree.set_environment(self)  # type: ignore[return-value]  # the same tree


def _filtered(node: Any, name: str) -> nodes.Filter:  # noqa: ANN401 (an expression; Jinja calls it a node)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _joined(items: Iterable[object], between: str = "") -> str:
    """The filter `join`, whose result is cleaned when it is printed."""
    return str(between).join(str(item) for item in items)


def _counted(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _steps.set(_steps.get() + 1)
        if _steps.get() > MOST_STEPS:
            raise SecurityError(f"its loops go more than {MOST_STEPS:,} rounds")
        yield item


def _environment(clean: Callable[[str], str], own: Own = NONE) -> _Environment:
    """An environment that prints every value by way of `clean`, but for what a macro made of such values."""

    def cleaned(value: object) -> Shown:
        if hasattr(value, "__html__") or value == " ":
            return Shown(value)
        return Shown(clean(value if isinstance(value, Address) else plain(str(value), MOST_VALUE)))

    @pass_eval_context
    def printed(_context: EvalContext, value: object) -> Shown:  # with a context, so that Jinja keeps it to run time
        return cleaned(value)

    made = _Environment(
        loader=ChoiceLoader([DictLoader(own), PackageLoader("monitor.core.telling")]),
        autoescape=True,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {name: one for name, one in made.filters.items() if name not in _UNCLEANED}
    made.filters |= {"counted": _counted, "cleaned": cleaned, "join": _joined}
    return made


def _as_markdown(value: str) -> str:
    """With what chat programs take for markup escaped; a checked address as it is."""
    return value if isinstance(value, Address) else markdown(value)


_CLEAN: Mapping[str, Callable[[str], str]] = {"txt": str, "html": escape, "md": _as_markdown}


@lru_cache(maxsize=4)
def _environments(own: tuple[tuple[str, str], ...]) -> Mapping[str, _Environment]:
    return {form: _environment(clean, dict(own)) for form, clean in _CLEAN.items()}


def filled(form: str, kinds: Iterable[str], values: Mapping[str, object], own: Own = NONE) -> str:
    """The first of the templates of these kinds that there is, filled; any of the user's `own` goes before all of ours.

    Raises one of FAILURES.
    """
    names = [f"{kind}.{form}.j2" for kind in kinds]
    environment = _environments(tuple(sorted(own.items())))[form]
    _steps.set(0)
    made = environment.select_template([*(name for name in names if name in own), *names]).render(values).strip()
    if len(made) > MOST_MADE:
        raise SecurityError(f"it makes more than {MOST_MADE:,} characters")
    return made
