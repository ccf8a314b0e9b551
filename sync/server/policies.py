"""The rules that the portal judges by, read from its own policy rows and read anew when one of them changes."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from threading import Lock

from models.checks import Extract, read_lists
from models.checks.inspecting import inspector
from models.imported import believed
from models.late import load
from models.policy import Column, Directory, read_policy, shipped
from models.problems import Refused
from models.rules import load_rules
from models.steps import Rules
from models.store.portal import PortalStore
from models.store.portal_write import Writing
from models.writers import marks

ZONE = timezone(timedelta(hours=8))
"""The district's time; every stamp is written in it."""
log = logging.getLogger(__name__)
EXTRACTS = 64
REGISTERS = {"letter": "XF", "request": "YS", "service": "BS"}
"""The marks before the numbers of the register: 信访, 依申, 办事."""


def now_here() -> datetime:
    """The moment, by the district's clock."""
    return datetime.now(ZONE)


class Policies:
    """Holds the rules of the newest policy rows; `fetch` gives the bytes of a file for the checks of attachments."""

    def __init__(self, store: PortalStore, today: Callable[[], date], fetch: Callable[[str], bytes | None]) -> None:
        self._store, self._today = store, today
        self._lock, self._version, self._main_org = Lock(), -1, ""
        self._rules: Rules | None = None

        @lru_cache(maxsize=EXTRACTS)
        def read(sha256: str, name: str) -> Extract | None:
            data = fetch(sha256)
            found: Extract | None = load("models.checks.attachments").extract(name, data) if data is not None else None
            return found

        self._read = read

    def rules(self) -> Rules:
        """The rules as they stand; BrokenPolicy when a policy row cannot be used."""
        with self._store.glance() as glance:
            if self._rules is not None and glance.latest("policy") == self._version:
                return self._rules
        with self._store.reading() as reading:
            version = reading.latest("policy")
            texts, foreign = believed(reading.documents("policy"), shipped())
        if foreign:
            log.warning("left out, since their seal is not this portal's: %s", ", ".join(foreign))
        with self._lock:
            rules = self._load(texts)
            self._rules, self._main_org, self._version = rules, _main_org(texts), version
            return rules

    def _load(self, texts: Mapping[str, str]) -> Rules:
        inspect = inspector(Directory(texts), read_lists(texts), self._today, self._read)
        return load_rules(texts, inspect)

    def stamped(self, rules: Rules, writing: Writing) -> Rules:
        """The rules with what the portal alone can do within one write: allot numbers, know a writer again."""

        def register(kind: str, at: datetime) -> str:
            mark = REGISTERS[kind]
            return f"{mark}{at.year}-{writing.number(mark, kind, at.year):05d}"

        return replace(
            rules, stamp=self.stamp(rules, writing), register=register,
            same=lambda contact: marks(contact, self._store.key.encode()), contact=writing.contact,
        )  # fmt: skip

    def stamp(self, rules: Rules, writing: Writing) -> Callable[[str, str, datetime], str]:
        """Allots index numbers within one write: organ, column, year and the next of that series (Art. 7, 9)."""

        def allot(unit: str, column: str, at: datetime) -> str:
            org = self._org(rules, unit, rules.column(column))
            return f"{org}-{column}-{at.year}-{writing.number(org, column, at.year):05d}"

        return allot

    def _org(self, rules: Rules, unit: str, column: Column) -> str:
        if column.site == "main":
            return self._main_org
        found = rules.directory.units.get(unit)
        if found is None:
            raise Refused("unit_unknown", (32,), unit=unit[:40])
        return found.org


def _main_org(texts: Mapping[str, str]) -> str:
    return str(read_policy("units.toml", texts["units.toml"]).data.get("main_org", "")) if "units.toml" in texts else ""
