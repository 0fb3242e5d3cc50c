"""A bar chart as SVG, written by hand: no library for one picture."""

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = ("#0b6e4f", "#8a8d91", "#c08a2d", "#7b5ea7", "#4a6fa5")
WIDTH, BAR, LEFT, RIGHT = 640, 14, 110, 60


def bars(title: str, groups: Sequence[str], rows: Mapping[str, Sequence[float]]) -> str:
    """For each group a bar for each row, its value beside it; all on one scale."""
    most = max(max(values) for values in rows.values()) or 1.0
    parts, y = [f'<text x="8" y="18" font-weight="bold">{escape(title)}</text>'], 34
    for column, group in enumerate(groups):
        parts.append(f'<text x="8" y="{y + 11}">{escape(group)}</text>')
        for index, (name, values) in enumerate(rows.items()):
            long = max(1.0, values[column] / most * (WIDTH - LEFT - RIGHT - 130))
            colour = COLOURS[index % len(COLOURS)]
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{long:.1f}" height="{BAR - 3}" fill="{colour}"/>')
            parts.append(f'<text x="{LEFT + long + 5:.1f}" y="{y + 10}">{values[column]:.2f} {escape(name)}</text>')
            y += BAR
        y += 10
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}"'
        f' font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )
