"""Pure rules: what changed, what it means, who hears of it and when. Values in, values out, no effects."""
