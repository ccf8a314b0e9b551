"""A carrier's short-message centre over SMPP 3.4: one bound line, UCS-2, long texts in parts, receipts read."""

import logging
import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from struct import error as struct_error
from typing import Any

from smpplib import consts
from smpplib.client import Client
from smpplib.exceptions import ConnectionError as LineLost
from smpplib.exceptions import PDUError, UnknownCommandError
from smpplib.smpp import make_pdu

from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report

ONE, PART = 70, 67
"""Characters of UCS-2 in a whole message and in one part of a long one, which carries a header."""
LARGEST = 65_536
"""No PDU is larger: a length beyond it means that the other end speaks something else."""
BROKEN = (LineLost, PDUError, UnknownCommandError, OSError, ValueError, LookupError, struct_error)
"""What a lost line or an answer that is no SMPP raises: the line is closed and bound anew."""
PASSING = frozenset(
    {
        consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL, consts.SMPP_ESME_RSYSERR, consts.SMPP_ESME_RX_T_APPN,
    }
)  # fmt: skip
ENDS = {"DELIVRD": DELIVERED, "UNDELIV": FAILED, "EXPIRED": FAILED, "DELETED": FAILED, "REJECTD": FAILED}
RECEIPT = re.compile(r"id:(?P<id>\S+).*?stat:(?P<stat>[A-Z]+)(?:.*?err:(?P<err>\S+))?", re.IGNORECASE | re.DOTALL)
IS_RECEIPT = 0x04
UDH = 0x40
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SmppConfig:
    """Where the centre is and who we are to it. `split`: udh (a header in the text) or sar (fields beside it)."""

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    source: str = ""
    source_ton: int = consts.SMPP_TON_UNK
    source_npi: int = consts.SMPP_NPI_UNK
    system_type: str = ""
    split: str = "udh"
    tls: bool = False
    timeout_s: float = 10.0
    enquire_s: float = 30.0


def parts_of(text: str) -> list[str]:
    """The text in as few parts as fit, cut between characters and never inside one that takes two units."""
    if _units(text) <= ONE:
        return [text]
    parts, room = [""], PART
    for sign in text:
        if _units(sign) > room:
            parts.append("")
            room = PART
        parts[-1] += sign
        room -= _units(sign)
    return parts


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


class _Bound(Client):  # type: ignore[misc]  # smpplib ships no types
    """smpplib's client, which notes when the other end was last heard and does not believe every length."""

    heard = 0.0

    def read_pdu(self) -> Any:
        pdu = super().read_pdu()
        self.heard = time.monotonic()
        return pdu

    def _recv_exact(self, exact_size: int) -> Any:
        if not 0 < exact_size <= LARGEST:
            raise PDUError("length", exact_size)
        return super()._recv_exact(exact_size)


class Smpp:
    """Binds when something is to be sent or asked, and again after the line was lost."""

    def __init__(self, config: SmppConfig, clock: Callable[[], float] = time.monotonic) -> None:
        self._config, self._clock = config, clock
        self._client: _Bound | None = None
        self._answers: dict[int, tuple[int, str]] = {}
        self._reports: list[Report] = []
        # At its lowest level the library writes whole PDUs into the log, the bind with its password among them.
        logging.getLogger("portal.sms.wire").setLevel(logging.ERROR)

    def send(self, message: Message) -> tuple[str, ...]:
        """Submits all parts, each answered before the next. NotSent says whether another try may pass."""
        client = self._bound()
        try:
            return tuple(self._submit(client, message, **part) for part in self._parts(message))
        except NotSent:
            raise
        except BROKEN as fault:
            self.close()
            raise NotSent("line_lost") from fault

    def reports(self) -> tuple[Report, ...]:
        """Takes in what the centre sent, and asks whether it is still there when it has long been silent."""
        try:
            client = self._bound()
            self._listen(client)
        except NotSent as problem:
            log.info("no receipts for now: %s", problem.code)
        except BROKEN:
            log.info("the line was lost while it was listened to")
            self.close()
        told, self._reports = tuple(self._reports), []
        return told

    def close(self) -> None:
        """Unbinds, as far as the line still carries it."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            if client.state != consts.SMPP_CLIENT_STATE_CLOSED:
                client.unbind()
        except BROKEN:
            log.info("the line was gone before it could be closed")
        finally:
            client.disconnect()

    def _bound(self) -> _Bound:
        if self._client is not None:
            return self._client
        config = self._config
        client = _Bound(
            config.host, config.port, timeout=config.timeout_s, logger_name="portal.sms.wire",
            ssl_context=_context(config), allow_unknown_opt_params=True,
        )  # fmt: skip
        client.set_message_received_handler(self._on_received)
        client.set_message_sent_handler(self._on_answered)
        client.set_error_pdu_handler(lambda _pdu: None)
        try:
            client.connect()
            client.bind_transceiver(
                system_id=config.system_id, password=config.password, system_type=config.system_type
            )
        except BROKEN as fault:
            client.disconnect()
            refused = isinstance(fault, PDUError) and len(fault.args) > 1
            raise NotSent(f"bind_refused {fault.args[1]}" if refused else "centre_unreachable") from fault
        self._client = client
        return client

    def _parts(self, message: Message) -> Iterator[dict[str, Any]]:
        """What each part adds to its PDU. A text sent again is cut and numbered as before."""
        texts, mark = parts_of(message.text), zlib.crc32(message.id.encode())
        for place, text in enumerate(texts, 1):
            data = text.encode("utf-16-be")
            if len(texts) == 1:
                yield {"short_message": data}
            elif self._config.split == "sar":
                yield {
                    "short_message": data, "sar_msg_ref_num": mark & 0xFFFF, "sar_total_segments": len(texts),
                    "sar_segment_seqnum": place,
                }  # fmt: skip
            else:
                header = bytes((5, 0, 3, mark & 0xFF, len(texts), place))
                yield {"short_message": header + data, "esm_class": UDH}

    def _submit(self, client: _Bound, message: Message, **part: Any) -> str:
        config = self._config
        pdu = client.send_message(
            source_addr_ton=config.source_ton, source_addr_npi=config.source_npi, source_addr=config.source,
            dest_addr_ton=consts.SMPP_TON_INTL if message.number.startswith("+") else consts.SMPP_TON_UNK,
            dest_addr_npi=consts.SMPP_NPI_ISDN, destination_addr=message.number.lstrip("+"),
            data_coding=consts.SMPP_ENCODING_ISO10646, registered_delivery=True, **part,
        )  # fmt: skip
        until = self._clock() + config.timeout_s
        while pdu.sequence not in self._answers:
            if self._clock() > until:
                raise LineLost("no answer")
            client.read_once(auto_send_enquire_link=False)
        status, ref = self._answers.pop(pdu.sequence)
        if status != consts.SMPP_ESME_ROK:
            raise NotSent(f"centre_refused {status}", again=status in PASSING)
        return ref

    def _listen(self, client: _Bound) -> None:
        """What lies ready, and after a silence a question; a centre that does not answer it is gone."""
        client.poll(auto_send_enquire_link=False)
        if self._clock() - client.heard >= self._config.enquire_s:
            self._enquire(client)

    def _enquire(self, client: _Bound) -> None:
        asked = client.heard
        client.send_pdu(make_pdu("enquire_link", client=client))
        try:
            client.read_once(auto_send_enquire_link=False)
        except TimeoutError as fault:
            raise LineLost("silent") from fault
        if client.heard == asked:
            raise LineLost("silent")

    def _on_answered(self, pdu: Any) -> None:
        ref = pdu.message_id or b""
        self._answers[pdu.sequence] = (pdu.status, ref.decode("latin-1") if isinstance(ref, bytes) else str(ref))

    def _on_received(self, pdu: Any) -> None:
        """A receipt is kept for the next look. An answer typed by a person is taken and dropped: nobody reads it."""
        if pdu.command != "deliver_sm" or not pdu.esm_class & IS_RECEIPT:
            return
        found = RECEIPT.search((pdu.short_message or pdu.message_payload or b"").decode("latin-1"))
        fate = ENDS.get(found["stat"].upper()) if found else None
        if found and fate:
            error = found["err"] or found["stat"]
            self._reports.append(Report(found["id"], fate, "" if fate == DELIVERED else error[:40]))


def _context(config: SmppConfig) -> ssl.SSLContext | None:
    return ssl.create_default_context() if config.tls else None
