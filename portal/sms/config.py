"""Reads `sms.toml` in the portal's folder: which way to the phones, and the secrets for it, which no log ever sees."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from models.problems import Refused
from portal.sms.gateway import Gateway, GatewayConfig, Reporting, blanks_fit
from portal.sms.line import Line
from portal.sms.smpp import Smpp, SmppConfig
from portal.sms.spool import Spool

NAME = "sms.toml"
SPOOL = "sms"
TRIAL = f'# The trial writes each message into the folder beside this file.\nsender = "spool"\nfolder = "{SPOOL}"\n'
Table = Mapping[str, Any]


def line_in(data: Path) -> Line | None:
    """The way to the phones that is set up in a portal's folder; None where there is none.

    Refused sms_config with what is wrong; never with what stands there."""
    try:
        text = (data / NAME).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise Refused("sms_config", (37,), reason=type(fault).__name__) from fault
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        where = str(fault).rpartition("(")[2].rstrip(")")
        raise Refused("sms_config", (37,), reason=where) from None
    sender = str(table.get("sender", "none"))
    if sender not in MAKERS:
        raise Refused("sms_config", (37,), reason=f"sender = {', '.join(MAKERS)}")
    return MAKERS[sender](table, data)


def _none(_table: Table, _data: Path) -> Line | None:
    return None


def _spool(table: Table, data: Path) -> Line:
    return Spool(data / str(table.get("folder", SPOOL)))


def _smpp(table: Table, _data: Path) -> Line:
    config: SmppConfig = _made(SmppConfig, table, "smpp")
    if config.split not in ("udh", "sar"):
        raise Refused("sms_config", (37,), reason="smpp.split = udh, sar")
    return Smpp(config)


def _http(table: Table, _data: Path) -> Line:
    given = dict(table.get("http") or {})
    if "report" in given:
        given["report"] = _made(Reporting, given, "report")
    config: GatewayConfig = _made(GatewayConfig, {"http": given}, "http")
    addresses = [config.url, *([config.report.url] if config.report else [])]
    if not all(url.startswith(("https://", "http://")) for url in addresses):
        raise Refused("sms_config", (37,), reason="http.url = https://…")
    if not blanks_fit(config):
        raise Refused("sms_config", (37,), reason="http.body, http.headers: {phone} {text} {id}")
    return Gateway(config)


MAKERS: Mapping[str, Callable[[Table, Path], Line | None]] = {
    "none": _none, "spool": _spool, "smpp": _smpp, "http": _http,
}  # fmt: skip


def _made(kind: Callable[..., Any], table: Table, name: str) -> Any:
    """A record of a table. What is unknown or of a wrong kind is named, its value is not."""
    given = table.get(name)
    if not isinstance(given, Mapping):
        raise Refused("sms_config", (37,), reason=f"[{name}]")
    known = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    strange = sorted(given.keys() - known.keys())
    if strange:
        raise Refused("sms_config", (37,), reason=f"{name}.{strange[0]}")
    for key, value in given.items():
        if not _fits(value, known[key]):
            raise Refused("sms_config", (37,), reason=f"{name}.{key}")
    values = {key: tuple(map(str, value)) if isinstance(value, list) else value for key, value in given.items()}
    try:
        return kind(**values)
    except TypeError:
        missing = sorted(known.keys() - given.keys())
        raise Refused("sms_config", (37,), reason=f"{name}: {', '.join(missing)}") from None


def _fits(value: object, kind: object) -> bool:
    plain = {str: str, int: int, bool: bool, float: (int, float), tuple[str, ...]: list}.get(kind)  # type: ignore[call-overload]  # other kinds are tables
    return isinstance(value, plain) if plain else isinstance(value, Mapping | Reporting)
