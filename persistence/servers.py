"""The servers that one DATABASE_URL names, such as a primary and its standbys.

The driver has one time limit for all of them: while the first one hangs, it would never ask the second.
"""

from urllib.parse import parse_qs, urlencode, urlsplit


def one_by_one(url: str) -> list[str]:
    """A URL for each server, in the order of the list; one that cannot be read is left to the driver."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return [url]
    login, at, named = parts.netloc.rpartition("@")
    query = parse_qs(parts.query, keep_blank_values=True)
    hosts = (named or ",".join(query.get("host", ()))).split(",")
    if len(hosts) == 1:
        return [url]
    ports = ",".join(query.pop("port", ())).split(",")
    urls = []
    for number, host in enumerate(hosts):
        mine = {**query, "port": [ports[number % len(ports)]]} if ports != [""] else query
        if not named:
            mine = {**mine, "host": [host]}
        netloc = f"{login}{at}{host if named else ''}"
        urls.append(f"{parts.scheme}://{netloc}{parts.path}?{urlencode(mine, doseq=True)}".rstrip("?"))
    return urls
