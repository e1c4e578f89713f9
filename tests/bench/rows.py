"""A row of a table: a function that measures its contenders in turns. It returns them and what the bars say of them."""
ROWS = []


class Skipped(Exception):
    pass


def row(title):
    def register(function):
        ROWS.append((title, function))
        return function
    return register


def bar(text, ours, limit):
    """A bar is met when ours is at most the limit."""
    return {"bar": text, "value": round(ours, 3), "limit": round(limit, 3), "met": ours <= limit}


def rate_bar(text, ours, least):
    """A rate is met when ours is at least that much."""
    return {"bar": text, "value": round(ours, 1), "limit": round(least, 1), "met": ours >= least}
